using System.Security.Cryptography;
using System.Text;
using Trasa.Activities.People;
using Trasa.Crm.Forms;
using Trasa.Crm.Matching;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Crm.Sealing;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.PublicForms;

/// <summary>
/// Takes in what strangers send with public forms. What is accepted is stored as a message, with its event, before anybody
/// acts on it; sent twice it is known; too much of one sender is merged. The answer never says whether a sender is known.
/// </summary>
public sealed class FormIntake(IDefinitionStore definitions, IRecordTypes types, IDatabase database, IRecords records, Seals seals, IStimulusQueue stimuli, IIdentifiers identifiers, TimeProvider time)
{
    /// <summary>A field that people do not see: what fills it in is a program.</summary>
    public const string Trap = PublicFormRules.Trap;

    /// <summary>So many messages of one sender within <see cref="Window"/> are kept each; further ones are merged into the last.</summary>
    public const int MostOfOneSender = 5;

    private const string Purpose = "form";

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>How long a page may stay open before it is sent.</summary>
    private static readonly TimeSpan TicketLife = TimeSpan.FromHours(24);

    /// <summary>The published form, or null when there is none or it is not for everybody.</summary>
    public async ValueTask<PublicForm?> FindAsync(string key, CancellationToken cancellationToken) =>
        await definitions.FindAsync(DefinitionKind.Form, key, null, cancellationToken).ConfigureAwait(false) is { } version
            && TaskFormFile.Read(key, version.Content, types.Current) is { Form: { Public: { } page } form } file
            ? new(key, form, page, file.Fields)
            : null;

    /// <summary>What a page carries, so that it can be sent once and only after it was opened: no other site can send it for a visitor.</summary>
    public ValueTask<string> TicketAsync(PublicForm form, CancellationToken cancellationToken)
    {
        byte[] content = [.. BitConverter.GetBytes(time.GetUtcNow().ToUnixTimeSeconds()), .. identifiers.Next().ToByteArray()];
        return seals.SealAsync(null, $"{Purpose}:{form.Key}", content, cancellationToken);
    }

    /// <param name="form">The form.</param>
    /// <param name="given">What was filled in, by field.</param>
    /// <param name="ticket">What the page carried.</param>
    /// <param name="source">The page that it stood on, or null.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    public async Task<FormReceipt> AcceptAsync(PublicForm form, IReadOnlyDictionary<string, string?> given, string? ticket, string? source, CancellationToken cancellationToken)
    {
        if (await seals.OpenAsync($"{Purpose}:{form.Key}", ticket, cancellationToken).ConfigureAwait(false) is not { Length: 24 } opened || IsOld(opened))
            return new(FormOutcome.Stale, []);
        var answer = FormValues.Read(form.Form, form.Fields, Typed(form, given), outcome: null);
        if (answer.Problems.Count > 0) return new(FormOutcome.Invalid, answer.Problems);
        var submission = new Submission(form, answer.Values, Convert.ToHexStringLower(SHA256.HashData(opened)), source, !string.IsNullOrEmpty(given.GetValueOrDefault(Trap)));
        return new(await StoreAsync(submission, cancellationToken).ConfigureAwait(false), []);
    }

    private async Task<FormOutcome> StoreAsync(Submission submission, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await Turns.TakeAsync(work, [$"form:{submission.Sender}"], cancellationToken).ConfigureAwait(false);
            if (await FirstAsync(work, [new("intakeKey", FieldOperator.Equal, submission.Key)], cancellationToken).ConfigureAwait(false) is not null) return FormOutcome.Known;
            if (await FullAsync(work, submission, cancellationToken).ConfigureAwait(false) is { } last)
            {
                await MergeAsync(work, last, cancellationToken).ConfigureAwait(false);
                await work.CommitAsync(cancellationToken).ConfigureAwait(false);
                return FormOutcome.Merged;
            }

            var message = await records.CreateAsync(work, "message", Fields(submission), Actor.System, cancellationToken).ConfigureAwait(false);
            if (!submission.IsTrapped) await stimuli.EnqueueAsync(work, Event(submission, message), cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return FormOutcome.Accepted;
        }
    }

    /// <summary>The last message of a sender who has sent enough for now, or null.</summary>
    private async Task<Record?> FullAsync(IUnitOfWork work, Submission submission, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Window;
        var query = new RecordQuery("message", [new("channel", FieldOperator.Equal, "web"), new("from", FieldOperator.Equal, submission.Sender), new("sentAt", FieldOperator.Greater, since)], OrderBy: ["-sentAt"], Take: 1);
        var page = await records.QueryAsync(work, query, Actor.System, cancellationToken).ConfigureAwait(false);
        return page.Total >= MostOfOneSender ? page.Records[0] : null;
    }

    private Task<Record> MergeAsync(IUnitOfWork work, Record last, CancellationToken cancellationToken)
    {
        var repeats = (last["repeats"] as decimal? ?? 0) + 1;
        return records.UpdateAsync(work, "message", last.Id, new Dictionary<string, object?> { ["repeats"] = repeats }, null, Actor.System, cancellationToken);
    }

    private async Task<Record?> FirstAsync(IUnitOfWork work, IReadOnlyList<FieldCondition> where, CancellationToken cancellationToken) =>
        (await records.QueryAsync(work, new("message", where, Take: 1), Actor.System, cancellationToken).ConfigureAwait(false)).Records is [var first, ..] ? first : null;

    private Dictionary<string, object?> Fields(Submission submission) => new()
    {
        ["direction"] = "in",
        ["channel"] = "web",
        ["state"] = submission.IsTrapped ? "Ignored" : "New",
        ["stateReason"] = submission.IsTrapped ? "A program filled in what people do not see." : null,
        ["from"] = submission.Sender,
        ["fromName"] = submission.Values.GetValueOrDefault("name") as string,
        ["subject"] = submission.Form.Form.Name,
        ["bodyText"] = submission.InWords(),
        ["values"] = RecordJson.Write(submission.Values),
        ["source"] = submission.Source is { } page ? $"{submission.Form.Key}, {page}" : submission.Form.Key,
        ["language"] = submission.Form.Page.Language,
        ["sentAt"] = time.GetUtcNow(),
        ["intakeKey"] = submission.Key,
    };

    private Stimulus Event(Submission submission, Record message)
    {
        var name = $"form.{submission.Form.Key}.submitted";
        var payload = RecordJson.Write(new Dictionary<string, object?> { ["message"] = message.Id, ["form"] = submission.Form.Key, ["values"] = submission.Values, ["source"] = submission.Source });
        return new(identifiers.Next(), StimulusKind.Event, name, message.Reference.ToString(), null, null, payload, time.GetUtcNow(), DeduplicationKey: $"{name}:{submission.Key}", CausedBy: "form");
    }

    /// <summary>What a browser sends is text; a box that is not ticked it does not send at all.</summary>
    private static Dictionary<string, object?> Typed(PublicForm form, IReadOnlyDictionary<string, string?> given)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            var text = given.GetValueOrDefault(field.Name);
            values[field.Name] = field.Type == FieldType.Boolean ? text is "on" or "true" : text?.ReplaceLineEndings("\n").Trim();
        }

        return values;
    }

    private bool IsOld(byte[] ticket)
    {
        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(ticket));
        return age > TicketLife || age < TimeSpan.FromMinutes(-5);
    }

    private sealed record Submission(PublicForm Form, IReadOnlyDictionary<string, object?> Values, string Key, string? Source, bool IsTrapped)
    {
        /// <summary>By whose address or number they are counted.</summary>
        public string Sender { get; } = Of(Form, FieldType.Email, Values) ?? Of(Form, FieldType.Phone, Values) ?? "";

        public string InWords()
        {
            var text = new StringBuilder();
            foreach (var field in Form.Fields)
                if (Values.GetValueOrDefault(field.Name) is { } value) text.Append(field.Label).Append(": ").AppendLine(Word(field, value));
            return text.ToString();
        }

        private static string Word(RecordField field, object value) => value switch
        {
            bool flag => flag ? "yes" : "no",
            string word => field.Option(word)?.Text ?? word,
            var other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };

        private static string? Of(PublicForm form, FieldType type, IReadOnlyDictionary<string, object?> values) =>
            form.First(type) is { } field ? values.GetValueOrDefault(field.Name) as string : null;
    }
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Problems">What is wrong, by field, and what would be right.</param>
public sealed record FormReceipt(FormOutcome Outcome, IReadOnlyList<FieldFlaw> Problems);

public enum FormOutcome
{
    Accepted,

    /// <summary>This very page was sent before; it counts once.</summary>
    Known,

    /// <summary>The sender has sent enough for now; it was merged into their last message.</summary>
    Merged,

    /// <summary>Something has to be filled in differently.</summary>
    Invalid,

    /// <summary>The page is too old, or was not made here.</summary>
    Stale,
}
