using System.Globalization;
using System.Text;

namespace Trasa.Decisions.Conformance;

/// <summary>The scores of a run. External Java is reported, and not counted: no authored text runs code of the host.</summary>
public sealed class ConformanceReport(IReadOnlyList<CaseOutcome> outcomes)
{
    public IReadOnlyList<CaseOutcome> Outcomes => outcomes;

    public IEnumerable<CaseOutcome> Counted => outcomes.Where(outcome => !outcome.IsExcluded);

    /// <summary>The mean over directories, in percent: a hundred cases of one directory weigh as much as one of another.</summary>
    public double Macro => Counted.GroupBy(outcome => outcome.Directory)
        .Select(group => 100.0 * group.Count(outcome => outcome.Passed) / group.Count()).DefaultIfEmpty(0).Average();

    /// <summary>The last line: <c>all P/T  valued P/T  macro x.x%</c>.</summary>
    public string Summary
    {
        get
        {
            var all = Counted.ToArray();
            var valued = all.Where(outcome => outcome.IsValued).ToArray();
            return string.Create(CultureInfo.InvariantCulture,
                $"all {all.Count(o => o.Passed)}/{all.Length}  valued {valued.Count(o => o.Passed)}/{valued.Length}  macro {Math.Floor(Macro * 10) / 10:F1}%");
        }
    }

    /// <summary>Rows as vendors report them: directory, file, case, outcome, message.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        foreach (var outcome in outcomes)
            csv.AppendJoin(',', new[] { outcome.Directory, outcome.File, outcome.Case, outcome.Passed ? "SUCCESS" : outcome.IsExcluded ? "IGNORED" : "ERROR", outcome.Message }.Select(Quote)).Append('\n');
        return csv.ToString();
    }

    private static string Quote(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";
}
