using Trasa.Activities.Scripting.Library;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting;

/// <summary>
/// What Elsa's scripts find beside the language: variables, inputs and outputs by function (<c>getVariable('X')</c>), by a function
/// of their own (<c>getX()</c>, <c>setX(v)</c>, <c>getResultFromStep()</c>) and as members of <c>variables</c>.
/// </summary>
internal static class ElsaGlobals
{
    private static readonly Dictionary<string, NativeFunction> Functions = Make();

    public static bool TryGet(JsContext context, string name, out object? value)
    {
        value = Functions.TryGetValue(name, out var function) ? function
            : name is "variables" or "Variables" ? new VariablesObject(context)
            : name is "args" ? JsConvert.FromWorkflow(context.Scope.TryGetVariable("args", out var given) ? given : context.Scope.WorkflowInput)
            : name is "input" or "inputs" ? JsConvert.FromWorkflow(context.Scope.WorkflowInput)
            : (object?)Accessor(context, name);
        return value is not null;
    }

    private static Dictionary<string, NativeFunction> Make()
    {
        var functions = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        Add("getVariable", (context, arguments) => Variable(context, arguments.TextAt(0)));
        Add("setVariable", (context, arguments) => SetVariable(context, arguments.TextAt(0), arguments.At(1)));
        Add("getInput", (context, arguments) => Input(context, arguments.TextAt(0)));
        Add("getWorkflowInput", (context, arguments) => Input(context, arguments.TextAt(0)));
        Add("setOutput", (context, arguments) => Nothing(() => context.Scope.SetWorkflowOutput(arguments.TextAt(0), JsConvert.ToWorkflow(arguments.At(1)))));
        Add("getOutputFrom", (context, arguments) => Output(context, arguments.TextAt(0), arguments.At(1) is JsUndefined ? null : arguments.TextAt(1)));
        Add("getLastResult", (context, _) => JsConvert.FromWorkflow(context.Scope.LastResult));
        Add("getWorkflowInstanceId", (context, _) => context.Scope.InstanceId.ToString());
        Add("getWorkflowDefinitionId", (context, _) => context.Scope.DefinitionKey);
        Add("getWorkflowDefinitionVersionId", (context, _) => $"{context.Scope.DefinitionKey}-v{context.Scope.DefinitionVersion}");
        Add("getWorkflowDefinitionVersion", (context, _) => (double)context.Scope.DefinitionVersion);
        Add("getWorkflowInstanceName", (context, _) => context.Scope.InstanceName);
        Add("setWorkflowInstanceName", (context, arguments) => Nothing(() => context.Scope.InstanceName = arguments.TextAt(0)));
        Add("getCorrelationId", (context, _) => context.Scope.CorrelationId);
        Add("setCorrelationId", (context, arguments) => Nothing(() => context.Scope.CorrelationId = JsConvert.IsNothing(arguments.At(0)) ? null : arguments.TextAt(0)));
        Add("setOutcome", (context, arguments) => Nothing(() => context.Outcomes = [arguments.TextAt(0)]));
        Add("setOutcomes", (context, arguments) => Nothing(() => context.Outcomes = arguments.At(0) is JsArray list ? [.. list.Items.Select(JsConvert.ToText)] : [arguments.TextAt(0)]));
        foreach (var function in functions.Values) function.IsFrozen = true;
        return functions;

        void Add(string name, Func<JsContext, object?[], object?> body) => functions[name] = new(name, (context, _, arguments) => body(context, arguments));
    }

    private static JsUndefined Nothing(Action action)
    {
        action();
        return JsUndefined.Value;
    }

    private static object? Variable(JsContext context, string name) =>
        context.Scope.TryGetVariable(name, out var value) ? JsConvert.FromWorkflow(value)
        : Match(context.Scope.VariableNames, name) is { } close && context.Scope.TryGetVariable(close, out value) ? JsConvert.FromWorkflow(value)
        : null;

    private static JsUndefined SetVariable(JsContext context, string name, object? value) =>
        Nothing(() => context.Scope.SetVariable(name, JsConvert.ToWorkflow(value)));

    private static object? Input(JsContext context, string name) =>
        JsConvert.FromWorkflow(context.Scope.WorkflowInput.TryGetValue(name, out var value) ? value
            : Match(context.Scope.WorkflowInput.Keys, name) is { } close ? context.Scope.WorkflowInput[close] : null);

    private static object? Output(JsContext context, string activity, string? output) =>
        JsConvert.FromWorkflow(context.Scope.ActivityOutput(activity, output));

    /// <summary>The function that <c>getCounter</c>, <c>setCounter</c> or <c>getResultFromStep1</c> is.</summary>
    private static NativeFunction? Accessor(JsContext context, string name)
    {
        if (name.Length < 4) return null;
        var rest = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal))
            return Match(context.Scope.VariableNames, rest) is { } target ? new(name, (run, _, arguments) => SetVariable(run, target, arguments.At(0))) : null;
        if (!name.StartsWith("get", StringComparison.Ordinal)) return null;
        if (Match(context.Scope.VariableNames, rest) is { } variable) return new(name, (run, _, _) => Variable(run, variable));
        if (Match(context.Scope.WorkflowInput.Keys, rest) is { } input) return new(name, (run, _, _) => Input(run, input));
        var from = rest.LastIndexOf("From", StringComparison.Ordinal);
        return from > 0 ? new(name, (run, _, _) => Output(run, rest[(from + 4)..], rest[..from])) : null;
    }

    /// <summary>The name of which only letters and digits count, the first one in any case.</summary>
    private static string? Match(IEnumerable<string> names, string wanted)
    {
        foreach (var name in names)
        {
            if (string.Equals(name, wanted, StringComparison.Ordinal)) return name;
            if (string.Equals(Plain(name), Plain(wanted), StringComparison.OrdinalIgnoreCase)) return name;
        }

        return null;
    }

    private static string Plain(string name) => name.All(char.IsLetterOrDigit) ? name : string.Concat(name.Where(char.IsLetterOrDigit));

    /// <summary><c>variables.X</c> reads and writes the variables in sight.</summary>
    private sealed class VariablesObject(JsContext context) : JsObject(Realm.Object)
    {
        public override IEnumerable<string> Keys => context.Scope.VariableNames;

        public override bool TryGetOwn(string name, out object? value)
        {
            var known = Match(context.Scope.VariableNames, name);
            value = known is null ? null : Variable(context, known);
            return known is not null;
        }

        public override void Set(string name, object? value) => SetVariable(context, Match(context.Scope.VariableNames, name) ?? name, value);
    }
}
