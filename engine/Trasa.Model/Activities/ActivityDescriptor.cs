namespace Trasa.Model.Activities;

/// <summary>What the designer, the validation and the engine know of an activity type.</summary>
public sealed record ActivityDescriptor
{
    /// <summary>E.g. <c>Elsa.If</c> or <c>Trasa.Case.Assign</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The heading it stands under in the palette.</summary>
    public required string Category { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>One sentence for the process owner.</summary>
    public required string Description { get; init; }

    public IReadOnlyList<ActivityInput> Inputs { get; init; } = [];

    public IReadOnlyList<ActivityOutput> Outputs { get; init; } = [];

    /// <summary>Outcomes that a connection may leave from; more may come from an input (see <see cref="OutcomesFrom"/>).</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>The property whose entries are outcomes too, e.g. the cases of a switch or the buttons of a user task.</summary>
    public string? OutcomesFrom { get; init; }

    /// <summary>Properties that hold one embedded activity, e.g. <c>then</c>, <c>body</c>.</summary>
    public IReadOnlyList<string> Slots { get; init; } = [];

    /// <summary>Whether it can start a workflow.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Whether it holds <c>activities</c>.</summary>
    public bool IsContainer { get; init; }

    /// <summary>Whether nothing can follow it.</summary>
    public bool IsTerminal { get; init; }
}

/// <param name="Name">camelCase, as in the definition file.</param>
/// <param name="Type">Type alias, e.g. <c>String</c>, <c>Boolean</c>, <c>Object</c>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Required">Whether the activity cannot run without it.</param>
/// <param name="Editor">How it is edited: <c>text</c>, <c>multiline</c>, <c>expression</c>, <c>checkbox</c>, <c>dropdown</c>, <c>event</c>, <c>decision</c>, <c>template</c>, <c>calendar</c>, <c>person</c>, <c>recordType</c>, <c>workflow</c>, ...</param>
/// <param name="Options">Allowed values, when they are few.</param>
/// <param name="GivenBy">Another input that can bring the value too: where that one is filled, this one is not missing.</param>
/// <param name="Sees">Names that its expression sees beside the variables.</param>
public sealed record ActivityInput(
    string Name, string Type, string Description, bool Required = false, string Editor = "expression", IReadOnlyList<string>? Options = null, string? GivenBy = null, IReadOnlyList<string>? Sees = null);

/// <param name="Name">camelCase, as in the definition file.</param>
/// <param name="Type">Type alias.</param>
/// <param name="Description">One sentence.</param>
public sealed record ActivityOutput(string Name, string Type, string Description);
