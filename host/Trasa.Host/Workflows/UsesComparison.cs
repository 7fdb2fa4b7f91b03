using Trasa.Activities.Definitions;
using Trasa.Crm.Metadata;
using Trasa.Decisions.Comparison;
using Trasa.Decisions.Xml;
using Trasa.Designer.Workflows;
using Trasa.Engine.Definitions;
using Trasa.Host.Forms;
using Trasa.Model.Workflows;

namespace Trasa.Host.Workflows;

/// <summary>What two versions of a workflow use, and what of that changed between them: forms and tables live on while a workflow stands still.</summary>
internal sealed class UsesComparison(IDefinitionStore definitions, DefinitionUses uses, IRecordTypes types)
{
    private static readonly DefinitionKind[] s_shown = [DefinitionKind.Decision, DefinitionKind.Form, DefinitionKind.Template, DefinitionKind.Workflow, DefinitionKind.Calendar];

    /// <param name="older">The older definition.</param>
    /// <param name="olderAt">When it was in force; null is now.</param>
    /// <param name="newer">The newer one.</param>
    /// <param name="newerAt">When that was.</param>
    /// <param name="cancellationToken">The page was left.</param>
    public async Task<IReadOnlyList<UsedChange>> BetweenAsync(string older, DateTimeOffset? olderAt, string newer, DateTimeOffset? newerAt, CancellationToken cancellationToken)
    {
        var (before, after) = (Named(older), Named(newer));
        List<UsedChange> changes = [];
        foreach (var use in after.Union(before).OrderBy(use => use.Kind).ThenBy(use => use.Key, StringComparer.Ordinal))
        {
            var history = await definitions.HistoryAsync(use.Kind, use.Key, cancellationToken);
            var (then, now) = (InForce(history, olderAt), InForce(history, newerAt));
            var what = $"{Word(use.Kind)} {(now ?? then)?.Name ?? use.Key}";
            if (!before.Contains(use)) changes.Add(new("added", what, now is null ? ["There is no such one yet."] : [], Page(use.Kind, use.Key)));
            else if (!after.Contains(use)) changes.Add(new("removed", what, [], Page(use.Kind, use.Key)));
            else if (then is not null && now is not null && then.Version != now.Version) changes.Add(new("changed", what, [.. Details(then, now)], Page(use.Kind, use.Key)));
        }

        return changes;
    }

    private HashSet<(DefinitionKind Kind, string Key)> Named(string content) =>
        DefinitionReader.Read(content).Definition is { } workflow ? [.. uses.Of(workflow).Where(use => s_shown.Contains(use.Kind))] : [];

    private static DefinitionVersion? InForce(IReadOnlyList<DefinitionVersion> history, DateTimeOffset? at) =>
        history.FirstOrDefault(version => version.IsPublished && (at is null || version.PublishedAt <= at)) ?? history.LastOrDefault(version => version.IsPublished);

    private IEnumerable<string> Details(DefinitionVersion then, DefinitionVersion now)
    {
        yield return $"version {now.Version}, before version {then.Version}{(now.Notes is { Length: > 0 } notes ? $": {notes}" : "")}";
        foreach (var sentence in now.Kind switch
        {
            DefinitionKind.Form => FormDifference.Between(now.Key, then.Content, now.Content, types.Current),
            DefinitionKind.Decision => Tables(then.Content, now.Content),
            _ => [],
        }) yield return sentence;
    }

    private static IEnumerable<string> Tables(string then, string now)
    {
        if (DmnReader.Read(then).Definitions is not { } before || DmnReader.Read(now).Definitions is not { } after) yield break;
        foreach (var table in DefinitionsDiff.Compare(before, after))
        {
            var rows = table.Rows.GroupBy(row => row.Change).OrderBy(group => group.Key).Select(group => $"{group.Count()} {(group.Count() == 1 ? "row" : "rows")} {group.Key.ToString().ToLowerInvariant()}");
            var settings = table.Settings.Select(setting => $"{setting.Column} changed");
            yield return $"“{table.Name}”: {string.Join(", ", rows.Concat(settings))}.";
        }
    }

    private static string Word(DefinitionKind kind) => kind == DefinitionKind.Decision ? "Table" : kind.ToString();

    private static string? Page(DefinitionKind kind, string key) => kind switch
    {
        DefinitionKind.Decision => $"/decisions/{Uri.EscapeDataString(key)}",
        DefinitionKind.Form => $"/workflows/forms/{Uri.EscapeDataString(key)}",
        DefinitionKind.Workflow => $"/workflows/{Uri.EscapeDataString(key)}",
        _ => null,
    };
}
