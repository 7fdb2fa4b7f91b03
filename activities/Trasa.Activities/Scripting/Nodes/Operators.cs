using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

internal sealed class BinaryNode(string sign, JsNode left, JsNode right) : JsNode
{
    protected override object? Work(JsEnvironment environment) =>
        Apply(environment.Context, sign, left.Evaluate(environment), right.Evaluate(environment));

    public static object? Apply(JsContext context, string sign, object? x, object? y) => sign switch
    {
        "+" => JsConvert.Add(context, x, y),
        "-" => JsConvert.ToNumber(x) - JsConvert.ToNumber(y),
        "*" => JsConvert.ToNumber(x) * JsConvert.ToNumber(y),
        "/" => JsConvert.ToNumber(x) / JsConvert.ToNumber(y),
        "%" => JsConvert.ToNumber(x) % JsConvert.ToNumber(y),
        "**" => Math.Pow(JsConvert.ToNumber(x), JsConvert.ToNumber(y)),
        "===" => JsConvert.StrictlyEqual(x, y),
        "!==" => !JsConvert.StrictlyEqual(x, y),
        "==" => JsConvert.LooselyEqual(x, y),
        "!=" => !JsConvert.LooselyEqual(x, y),
        "<" => JsConvert.Compare(x, y) < 0,
        ">" => JsConvert.Compare(x, y) > 0,
        "<=" => JsConvert.Compare(x, y) <= 0,
        ">=" => JsConvert.Compare(x, y) >= 0,
        "&" => (double)(JsConvert.ToInt32(x) & JsConvert.ToInt32(y)),
        "|" => (double)(JsConvert.ToInt32(x) | JsConvert.ToInt32(y)),
        "^" => (double)(JsConvert.ToInt32(x) ^ JsConvert.ToInt32(y)),
        "<<" => (double)(JsConvert.ToInt32(x) << (JsConvert.ToInt32(y) & 31)),
        ">>" => (double)(JsConvert.ToInt32(x) >> (JsConvert.ToInt32(y) & 31)),
        ">>>" => (double)((uint)JsConvert.ToInt32(x) >> (JsConvert.ToInt32(y) & 31)),
        "in" => y is JsObject json ? json.Has(JsConvert.ToKey(x)) : throw JsThrow.Type("The right side of 'in' is no object"),
        "instanceof" => IsInstance(x, y),
        _ => throw new InvalidOperationException($"The operator '{sign}' is parsed but not known."),
    };

    private static bool IsInstance(object? value, object? type)
    {
        if (type is not JsFunction function) throw JsThrow.Type("The right side of 'instanceof' is no function");
        var wanted = function.Get("prototype") as JsObject;
        for (var at = (value as JsObject)?.Prototype; at is not null; at = at.Prototype)
            if (ReferenceEquals(at, wanted)) return true;
        return false;
    }
}

/// <summary><c>&amp;&amp;</c>, <c>||</c> and <c>??</c>, whose right side may not be looked at.</summary>
internal sealed class LogicalNode(string sign, JsNode left, JsNode right) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        var value = left.Evaluate(environment);
        return Decides(sign, value) ? value : right.Evaluate(environment);
    }

    public static bool Decides(string sign, object? value) => sign switch
    {
        "&&" => !JsConvert.Truthy(value),
        "||" => JsConvert.Truthy(value),
        _ => !JsConvert.IsNothing(value),
    };
}

internal sealed class UnaryNode(string sign, JsNode operand) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        if (sign == "typeof" && operand is NameNode name) return name.TryEvaluate(environment, out var known) ? JsConvert.TypeOf(known) : "undefined";
        if (sign == "delete") return operand is not MemberNode member || member.Delete(environment);
        var value = operand.Evaluate(environment);
        return sign switch
        {
            "!" => !JsConvert.Truthy(value),
            "-" => -JsConvert.ToNumber(value),
            "+" => JsConvert.ToNumber(value),
            "~" => (double)~JsConvert.ToInt32(value),
            "typeof" => JsConvert.TypeOf(value),
            "await" => value,
            _ => JsUndefined.Value,
        };
    }
}

internal sealed class UpdateNode(JsNode operand, double by, bool isPrefix) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        var before = JsConvert.ToNumber(operand.Evaluate(environment));
        ((IJsTarget)operand).Assign(environment, before + by);
        return isPrefix ? before + by : before;
    }
}

internal sealed class AssignmentNode(string sign, JsNode target, JsNode value) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        if (sign == "=") return Put(environment, value.Evaluate(environment));
        var before = target.Evaluate(environment);
        var operation = sign[..^1];
        if (operation is "&&" or "||" or "??")
            return LogicalNode.Decides(operation, before) ? before : Put(environment, value.Evaluate(environment));
        return Put(environment, BinaryNode.Apply(environment.Context, operation, before, value.Evaluate(environment)));
    }

    private object? Put(JsEnvironment environment, object? result)
    {
        ((IJsTarget)target).Assign(environment, result);
        return result;
    }
}

internal sealed class DestructuringNode(JsPattern pattern, JsNode value) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        var result = value.Evaluate(environment);
        pattern.Assign(environment, result);
        return result;
    }
}
