using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>Descriptors of the control activities, in short form.</summary>
internal static class Describe
{
    public const string Category = "Control";

    public static ActivityDescriptor Control(string type, string name, string description) => new()
    {
        Type = type,
        Category = Category,
        DisplayName = name,
        Description = description,
    };

    public static ActivityInput Boolean(string name, string description, bool required = false) =>
        new(name, "Boolean", description, required, Editor: "checkbox");

    public static ActivityInput Condition(string name, string description) => new(name, "Boolean", description, Required: true);
}
