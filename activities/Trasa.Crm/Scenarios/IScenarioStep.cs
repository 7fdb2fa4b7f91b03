using System.Text.Json.Nodes;

namespace Trasa.Crm.Scenarios;

/// <summary>One kind of step.</summary>
public interface IScenarioStep
{
    /// <summary>The key that names it in the file.</summary>
    string Key { get; }

    /// <exception cref="ScenarioFailedException">What was expected is not so.</exception>
    /// <exception cref="ScenarioInvalidException">The step cannot be understood.</exception>
    Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken);
}
