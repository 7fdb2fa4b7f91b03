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

    public static bool IsFunction(string name) => Functions.ContainsKey(name);

    public static bool TryGet(JsContext context, string name, out object? value)
    {
        if (context.Made.TryGetValue(name, out value)) return true;
        if (Functions.TryGetValue(name, out var function))
        {
            value = function;
            return true;
        }

        value = name switch
        {
            "variables" or "Variables" => new VariablesObject(context),
            "args" => WorkflowValues.Read(context.Scope.TryGetVariable("args", out var given) ? given : context.Scope.WorkflowInput),
            "input" or "inputs" => WorkflowValues.Read(context.Scope.WorkflowInput),
            "globalThis" => context.Outermost!.Frame.Self,
            _ => Accessor(context, name),
        };
        if (value is not null) context.Made[name] = value;
        return value is not null;
    }

    private static Dictionary<string, NativeFunction> Make()
    {
        var functions = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        Add("getVariable", (context, arguments) => Variable(context, arguments.TextAt(0)));
        Add("setVariable", (context, arguments) => SetVariable(context, arguments.TextAt(0), arguments.At(1)));
        Add("getInput", (context, arguments) => Input(context, arguments.TextAt(0)));
        Add("getWorkflowInput", (context, arguments) => Input(context, arguments.TextAt(0)));
        Add("setOutput", (context, arguments) => Nothing(() => context.Scope.SetWorkflowOutput(arguments.TextAt(0), WorkflowValues.Write(arguments.At(1)))));
        Add("getOutputFrom", (context, arguments) => Output(context, arguments.TextAt(0), JsConvert.IsNothing(arguments.At(1)) ? null : arguments.TextAt(1)));
        Add("getLastResult", (context, _) => WorkflowValues.Read(context.Scope.LastResult));
        Add("getWorkflowInstanceId", (context, _) => context.Scope.InstanceId.ToString());
        Add("getWorkflowDefinitionId", (context, _) => context.Scope.DefinitionKey);
        Add("getWorkflowDefinitionVersionId", (context, _) => $"{context.Scope.DefinitionKey}-v{context.Scope.DefinitionVersion}");
        Add("getWorkflowDefinitionVersion", (context, _) => (double)context.Scope.DefinitionVersion);
        Add("getWorkflowInstanceName", (context, _) => context.Scope.InstanceName);
        Add("setWorkflowInstanceName", (context, arguments) => Nothing(() => context.Scope.InstanceName = arguments.TextAt(0)));
        Add("getCorrelationId", (context, _) => context.Scope.CorrelationId);
        Add("setCorrelationId", (context, arguments) => Nothing(() => context.Scope.CorrelationId = JsConvert.IsNothing(arguments.At(0)) ? null : arguments.TextAt(0)));
        Add("setOutcome", (context, arguments) => Nothing(() => context.Outcomes = [arguments.TextAt(0)]));
        Add("setOutcomes", (context, arguments) => Nothing(() => context.Outcomes = arguments.At(0) is JsArray list ? [.. list.Items.ToArray().Select(JsConvert.ToText)] : [arguments.TextAt(0)]));
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
        context.Variables.TryGet(name, out var value) ? value
        : Match(context.Scope.VariableNames, name) is { } close && context.Variables.TryGet(close, out value) ? value
        : Input(context, name);

    private static JsUndefined SetVariable(JsContext context, string name, object? value) =>
        Nothing(() => context.Variables.Set(name, value));

    private static object? Input(JsContext context, string name) =>
        WorkflowValues.Read(context.Scope.WorkflowInput.TryGetValue(name, out var value) ? value
            : Match(context.Scope.WorkflowInput.Keys, name) is { } close ? context.Scope.WorkflowInput[close] : null);

    private static object? Output(JsContext context, string activity, string? output) =>
        WorkflowValues.Read(context.Scope.ActivityOutput(Match(context.Scope.ActivityNames, activity) ?? activity, output));

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
        return OutputAccessor(context, name, rest);
    }

    /// <summary>Both names may have the word From in them: the activity decides where one ends.</summary>
    private static NativeFunction? OutputAccessor(JsContext context, string name, string rest)
    {
        var last = rest.LastIndexOf("From", StringComparison.Ordinal);
        for (var from = last; from > 0; from = rest.LastIndexOf("From", from - 1, StringComparison.Ordinal))
        {
            var output = rest[..from];
            if (Match(context.Scope.ActivityNames, rest[(from + 4)..]) is { } activity) return new(name, (run, _, _) => Output(run, activity, output));
        }

        return last > 0
            ? new(name, (_, _, _) => throw JsThrow.Reference($"{name}: the workflow has no activity '{rest[(last + 4)..]}' that could have an output '{rest[..last]}'"))
            : null;
    }

    /// <summary>The name itself, or the first of which only letters and digits count, in any case.</summary>
    private static string? Match(IEnumerable<string> names, string wanted)
    {
        string? close = null;
        var plain = Plain(wanted);
        if (plain.Length == 0) return names.Contains(wanted) ? wanted : null;
        foreach (var name in names)
        {
            if (string.Equals(name, wanted, StringComparison.Ordinal)) return name;
            if (close is null && string.Equals(Plain(name), plain, StringComparison.OrdinalIgnoreCase)) close = name;
        }

        return close;
    }

    /// <summary>The letters and digits of a name.</summary>
    internal static string Plain(string name) => name.All(char.IsLetterOrDigit) ? name : string.Concat(name.Where(char.IsLetterOrDigit));

    /// <summary><c>variables.X</c> reads and writes the variables in sight.</summary>
    private sealed class VariablesObject(JsContext context) : JsObject(Realm.Object)
    {
        public override List<string> Names(bool hiddenToo = false) => [.. context.Scope.VariableNames.Distinct()];

        public override bool TryGetOwn(string name, out object? value)
        {
            var known = JsSymbol.IsKey(name) ? null : Match(context.Scope.VariableNames, name);
            value = known is null ? null : Variable(context, known);
            return known is not null;
        }

        public override void Set(string name, object? value) => SetVariable(context, Match(context.Scope.VariableNames, name) ?? name, value);
    }
}
