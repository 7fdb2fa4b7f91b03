using System.Globalization;

namespace Trasa.Host.CommandLine.Bench;

/// <param name="Steps">Of the workflow.</param>
/// <param name="PageMs">From the address to the drawn page, the server included.</param>
/// <param name="OpenMs">From mounting the canvas to its first paint.</param>
/// <param name="DragMs">Sixty moves of the mouse with a card.</param>
/// <param name="LongestFrameMs">The longest frame while dragging.</param>
/// <param name="UndoMs">One step back, painted.</param>
/// <param name="LayoutMs">Tidying all of it up, painted.</param>
/// <param name="HeapMb">JavaScript memory of the page afterwards.</param>
internal sealed record DesignerFigures(int Steps, double PageMs, double OpenMs, double DragMs, double LongestFrameMs, double UndoMs, double LayoutMs, double HeapMb)
{
    public static DesignerFigures Median(IReadOnlyList<DesignerFigures> runs)
    {
        double Middle(Func<DesignerFigures, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
        return new(runs[0].Steps, Middle(run => run.PageMs), Middle(run => run.OpenMs), Middle(run => run.DragMs), Middle(run => run.LongestFrameMs), Middle(run => run.UndoMs), Middle(run => run.LayoutMs), Middle(run => run.HeapMb));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Steps,5} steps  page {PageMs,5:F0} ms  canvas {OpenMs,5:F0} ms  60 moves {DragMs,5:F0} ms (longest frame {LongestFrameMs:F0})  undo {UndoMs,4:F0} ms  layout {LayoutMs,5:F0} ms  heap {HeapMb,4:F0} MB");
}
