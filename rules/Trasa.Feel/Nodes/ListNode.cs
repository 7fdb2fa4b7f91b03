using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A list that is written out.</summary>
internal sealed class ListNode(FeelSpan span, Node[] items) : Node(span, items)
{
    protected override FeelType InferType() =>
        items.Length > 0 && items.All(item => ReferenceEquals(item.StaticType, items[0].StaticType)) ? new ListType(items[0].StaticType) : FeelType.AnyList;

    public override Op Compile(CompileScope scope)
    {
        var codes = Array.ConvertAll(items, item => item.CompileFolded(scope));
        return frame =>
        {
            var values = new FeelValue[codes.Length];
            for (var i = 0; i < codes.Length; i++) values[i] = codes[i](frame);
            return FeelValue.Of(values);
        };
    }
}
