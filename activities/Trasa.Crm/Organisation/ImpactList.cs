using System.Text.RegularExpressions;
using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Organisation;

internal sealed class ImpactList(IDefinitionStore definitions, IRecords records, IRecordTypes types, IWorkInbox inbox) : IImpactList
{
    private static readonly string[] Over = ["Resolved", "Closed", "done", "cancelled", "refused"];

    public async Task<ImpactReport> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        var user = await records.FindAsync(null, "user", userId, Actor.System, cancellationToken).ConfigureAwait(false);
        if (user is null) return new([], []);
        return new(await MentionsAsync(user, cancellationToken).ConfigureAwait(false), await HoldingsAsync(userId, cancellationToken).ConfigureAwait(false));
    }

    private async Task<List<Mention>> MentionsAsync(Record user, CancellationToken cancellationToken)
    {
        var names = Names(user);
        var mentions = new List<Mention>();
        foreach (var kind in Enum.GetValues<DefinitionKind>().Where(kind => kind != DefinitionKind.Pack))
        {
            foreach (var latest in await definitions.ListAsync(kind, cancellationToken).ConfigureAwait(false))
            {
                mentions.AddRange(In(latest, names));
                var draft = latest.IsPublished ? await definitions.FindDraftAsync(kind, latest.Key, cancellationToken).ConfigureAwait(false) : null;
                if (draft is not null) mentions.AddRange(In(draft, names));
            }
        }

        return mentions;
    }

    /// <summary>As addresses and conditions write a person: the identifier, the mail address, <c>user:login</c>, or the login as a quoted text.</summary>
    private static Regex Names(Record user)
    {
        var login = Regex.Escape(user.Text("login")!);
        List<string> names = [user.Id.ToString(), $@"user:{login}(?![\w.-])", $"""(?<=["'\\]){login}(?=["'\\])"""];
        if (user.Text("email") is { Length: > 0 } email) names.Add($@"(?<![\w.-]){Regex.Escape(email)}(?![\w.-])");
        return new(string.Join('|', names), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
    }

    private static IEnumerable<Mention> In(DefinitionVersion definition, Regex names)
    {
        var number = 0;
        foreach (var line in definition.Content.Split('\n'))
        {
            number++;
            if (names.IsMatch(line)) yield return new(definition.Kind.ToString(), definition.Key, definition.Name, definition.Version, !definition.IsPublished, number, line.Trim());
        }
    }

    /// <summary>Open records of every type by the field that names the person, and the tasks that they have taken.</summary>
    private async Task<List<Holding>> HoldingsAsync(Guid userId, CancellationToken cancellationToken)
    {
        var holdings = new List<Holding>();
        foreach (var (type, field) in types.Current.ReferringTo("user").Where(pair => !pair.Field.ReadOnly))
        {
            List<FieldCondition> where = [new(field.Name, field.IsList ? FieldOperator.Contains : FieldOperator.Equal, userId)];
            if (type.Status is { } status)
                where.AddRange(type[status.Field].Options.Where(option => Over.Contains(option.Value)).Select(option => new FieldCondition(status.Field, FieldOperator.NotEqual, option.Value)));
            var page = await records.QueryAsync(null, new(type.Key, where, Take: 1), Actor.System, cancellationToken).ConfigureAwait(false);
            if (page.Total > 0) holdings.Add(new($"{type.Plural}: {field.Label}", page.Total));
        }

        var tasks = await inbox.ListAsync(new(userId, WorkView.Mine, Take: 1), cancellationToken).ConfigureAwait(false);
        if (tasks.Total > 0) holdings.Add(new("Taken tasks", tasks.Total));
        return holdings;
    }
}
