using Trasa.Engine.Definitions;

namespace Trasa.Activities.Templates;

/// <summary>Templates in files: <c>templates/KEY.LANGUAGE.md</c>.</summary>
public sealed class TemplateFormat : IDefinitionFormat
{
    public DefinitionKind Kind => DefinitionKind.Template;

    public string Folder => "templates";

    public bool Reads(string fileName) => Path.GetExtension(fileName) is ".md" or ".txt";

    public DefinitionReading Read(string fileName, string content)
    {
        var key = Path.GetFileNameWithoutExtension(fileName);
        MessageTemplate.Parse(content, out var problems);
        return new(
            new(Kind, key, key, content),
            [.. problems.Select(problem => new FileProblem(fileName, problem.Line, "TPL-001", problem.Message))]);
    }
}
