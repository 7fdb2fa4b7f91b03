using Trasa.Feel.Compilation;

namespace Trasa.Decisions.Tables;

/// <summary>Keeps what every table of an evaluation met, in the order of evaluation.</summary>
internal sealed class TraceCollector
{
    private readonly List<TableTrace> _traces = [];

    public IReadOnlyList<TableTrace> Traces => _traces;

    public void Add(CompiledTable table, Frame frame, ReadOnlySpan<ulong> hits) => _traces.Add(new TableTrace(table, frame, HitPolicies.Rows(hits)));
}
