namespace Trasa.Decisions.Model;

/// <summary>What a table yields when several rules match (DMN 1.5, section 8.2.8).</summary>
public enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
}

/// <summary>How a collecting table puts its outputs together.</summary>
public enum Aggregation
{
    None,
    Sum,
    Min,
    Max,
    Count,
}

/// <summary>A decision table as it was written.</summary>
public sealed record DecisionTable : DmnExpression
{
    public HitPolicy HitPolicy { get; init; }

    public Aggregation Aggregation { get; init; }

    public string? OutputLabel { get; init; }

    public IReadOnlyList<TableInput> Inputs { get; init; } = [];

    public IReadOnlyList<TableOutput> Outputs { get; init; } = [];

    /// <summary>The names of the annotation columns.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    public IReadOnlyList<TableRule> Rules { get; init; } = [];
}

/// <summary>An input column.</summary>
public sealed record TableInput(string Id, string? Label, string Expression)
{
    public string? TypeRef { get; init; }

    /// <summary>Unary tests with the values that the column may meet.</summary>
    public string? AllowedValues { get; init; }

    public Place Place { get; init; }

    /// <summary>What people read: the label, else the expression.</summary>
    public string Title => string.IsNullOrWhiteSpace(Label) ? Expression : Label;
}

/// <summary>An output column. The order of its allowed values is their priority.</summary>
public sealed record TableOutput(string Id, string? Name)
{
    public string? Label { get; init; }

    public string? TypeRef { get; init; }

    public string? AllowedValues { get; init; }

    public string? Default { get; init; }

    public Place Place { get; init; }

    public string Title => string.IsNullOrWhiteSpace(Label) ? Name ?? "" : Label;
}

/// <summary>A row. Its id stays with it through edits, files and spreadsheets, so that records can point to it for years.</summary>
public sealed record TableRule(string Id, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public string? Description { get; init; }

    public IReadOnlyList<string> Annotations { get; init; } = [];

    public Place Place { get; init; }

    /// <summary>What people read beside the row: its annotations, else its description.</summary>
    public string? Comment => Annotations.Any(text => text.Length > 0) ? string.Join("; ", Annotations.Where(text => text.Length > 0)) : Description;
}
