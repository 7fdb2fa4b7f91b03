using System.Text;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>A template: texts and the values between them.</summary>
/// <param name="texts">One more than there are values.</param>
/// <param name="raw">The same as they are written, which a function before the template may ask for.</param>
/// <param name="values">What stands between them.</param>
internal sealed class TemplateNode(string[] texts, string[] raw, JsNode[] values) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        var text = new StringBuilder(texts[0]);
        for (var index = 0; index < values.Length; index++)
        {
            var value = JsConvert.ToText(values[index].Evaluate(environment));
            environment.Context.Charge(value.Length + texts[index + 1].Length);
            text.Append(value).Append(texts[index + 1]);
        }

        return text.ToString();
    }

    /// <summary>What the function before the template gets: the texts, and then the values.</summary>
    public List<object?> Arguments(JsEnvironment environment)
    {
        var parts = new JsArray([.. texts]);
        parts.Put("raw", new JsArray([.. raw]), isHidden: true);
        return [parts, .. ArrayNode.Spread(values, environment)];
    }
}

/// <summary><c>f`a${b}`</c></summary>
internal sealed class TaggedNode(JsNode function, TemplateNode template) : JsNode
{
    protected override object? Work(JsEnvironment environment)
    {
        object? self = JsUndefined.Value;
        var value = function is MemberNode member ? member.Read(environment, out self) : function.Evaluate(environment);
        return value is JsFunction known
            ? known.Call(environment.Context, self, [.. template.Arguments(environment)])
            : throw JsThrow.Type("What stands before the template is not a function");
    }
}
