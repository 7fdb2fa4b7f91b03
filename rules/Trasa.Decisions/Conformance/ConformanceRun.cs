using System.Globalization;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Feel;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Conformance;

/// <summary>The outcome of one case.</summary>
/// <param name="Directory">Level and directory, as vendors report them: <c>compliance-level-3/0001-filter</c>.</param>
/// <param name="File">The name of the case file.</param>
/// <param name="Case">The id of the case.</param>
/// <param name="Passed">All results matched.</param>
/// <param name="IsValued">Some expectation is not null.</param>
/// <param name="IsExcluded">The directory is reported but not counted (external Java).</param>
/// <param name="Message">What differed.</param>
/// <param name="IsExplained">For a case that expects an error: whether a diagnostic was recorded.</param>
public sealed record CaseOutcome(string Directory, string File, string Case, bool Passed, bool IsValued, bool IsExcluded, string Message, bool IsExplained);

/// <summary>Runs the cases of the DMN TCK below a directory.</summary>
public static class ConformanceRun
{
    private const string ExternalJava = "0076-";

    /// <param name="directory">Where the cases lie.</param>
    /// <param name="rewritten">Whether the models are written and read again first: what is lost on the way fails.</param>
    /// <param name="cancellationToken">Ends the run between two files.</param>
    public static ConformanceReport Run(string directory, bool rewritten, CancellationToken cancellationToken)
    {
        var outcomes = new List<CaseOutcome>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsCaseFile(path)) outcomes.AddRange(RunFile(directory, path, rewritten));
        }
        return new ConformanceReport(outcomes);
    }

    private static bool IsCaseFile(string path)
    {
        using var reader = System.Xml.XmlReader.Create(path, new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Ignore });
        return reader.MoveToContent() == System.Xml.XmlNodeType.Element && reader.LocalName == "testCases";
    }

    private static IEnumerable<CaseOutcome> RunFile(string root, string path, bool rewritten)
    {
        var file = TestFileReader.Read(path);
        var folder = Path.GetDirectoryName(path)!;
        var name = Path.GetRelativePath(root, folder).Replace('\\', '/');
        var models = Directory.EnumerateFiles(folder, "*.dmn").ToDictionary(model => Path.GetFileName(model), model => Read(model, rewritten));
        var definitions = models.GetValueOrDefault(Path.GetFileName(file.ModelName))?.Definitions ?? models.Values.First().Definitions;
        var compiled = definitions is null ? null : DecisionModel.Compile(definitions, models.Values.Select(model => model.Definitions).OfType<Definitions>());
        foreach (var test in file.Cases) yield return RunCase(compiled, test, name, Path.GetFileName(path));
    }

    private static DmnReading Read(string path, bool rewritten)
    {
        var reading = DmnReader.Read(File.ReadAllText(path));
        return rewritten && reading.Definitions is { } definitions ? DmnReader.Read(DmnWriter.Write(definitions)) : reading;
    }

    private static CaseOutcome RunCase(DecisionModel? model, TestCase test, string directory, string file)
    {
        var differences = new List<string>();
        var explained = true;
        foreach (var expected in test.Results)
        {
            var (value, diagnostics) = model is null ? (FeelValue.Null, []) : Evaluate(model, test, expected.Name);
            if (!ValueComparer.Matches(expected.Expected, value)) differences.Add($"{expected.Name}: {Short(expected.Expected)} expected, {Short(value)} {string.Join("; ", diagnostics.Select(d => d.Message))}");
            explained &= !expected.IsError || diagnostics.Count > 0;
        }
        var excluded = Path.GetFileName(directory).StartsWith(ExternalJava, StringComparison.Ordinal);
        return new CaseOutcome(directory, file, test.Id, differences.Count == 0, test.IsValued, excluded, string.Join(" | ", differences), explained);
    }

    private static (FeelValue Value, IReadOnlyList<FeelDiagnostic> Diagnostics) Evaluate(DecisionModel model, TestCase test, string name)
    {
        var evaluation = new Evaluation(model.Unit.Options);
        var inputs = test.Inputs.ToDictionary(input => input.Key, input => (object?)input.Value);
        if (test.ServiceName is { } service) return (RunService(model, evaluation, inputs, service, name), evaluation.Diagnostics);
        if (model.Find(name) is not { } decision) return (FeelValue.Null, [new FeelDiagnostic(FeelCode.UnknownName, default, $"There is no decision {name}.", [])]);
        var result = decision.Calculate(inputs);
        return (result.Feel, result.Diagnostics);
    }

    private static FeelValue RunService(DecisionModel model, Evaluation evaluation, Dictionary<string, object?> inputs, string service, string output)
    {
        if (model.Unit.Functions.OfType<ServiceNode>().FirstOrDefault(node => node.Element.Name == service) is not { } node) return FeelValue.Null;
        var run = new GraphRun(evaluation, Decision.Supplier(inputs, null));
        var arguments = node.Parameters.Select(parameter => ServiceNode.Argument(run, parameter)).ToArray();
        var result = node.Call(run, arguments);
        return node.Element.OutputDecisions.Count > 1 && result.Kind == FeelKind.Context ? result.Context[output] : result;
    }

    private static string Short(in FeelValue value)
    {
        var text = value.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{value.Kind} {(text.Length > 200 ? text[..200] : text)}");
    }
}
