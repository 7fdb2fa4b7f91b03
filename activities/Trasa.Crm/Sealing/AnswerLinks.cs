using System.Globalization;
using System.Text;
using Trasa.Activities.Templates;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Sealing;

/// <summary>
/// Links in messages by which a customer answers with one press, e.g. that a case is solved. The answer is an event of the
/// record, <c>case.confirmed</c>; what follows from it is a workflow's business. Pressing twice is the same as once.
/// </summary>
public sealed class AnswerLinks(
    Seals seals,
    RecordFactsReader facts,
    MessageTemplates templates,
    MessagingOptions options,
    IDatabase database,
    IStimulusQueue stimuli,
    IIdentifiers identifiers,
    TimeProvider time)
{
    private const string Purpose = "answer";

    /// <summary>A seal holds no more in a link.</summary>
    private const int MostBytes = 250;

    /// <exception cref="ArgumentException">It says more than a link can hold, or its words have blanks.</exception>
    public async ValueTask<Uri> ToAsync(IUnitOfWork? work, OfferedAnswer offered, CancellationToken cancellationToken)
    {
        string[] parts = [offered.About.ToString(), offered.Answer, offered.Template, offered.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)];
        var content = Encoding.UTF8.GetBytes(string.Join(' ', parts));
        if (content.Length > MostBytes || Array.Exists(parts, part => part.Length == 0 || part.Contains(' ', StringComparison.Ordinal)))
            throw new ArgumentException($"'{offered.Answer}' and '{offered.Template}' do not fit into a link; use single, short words.", nameof(offered));
        return new(options.PublicAddress, $"a/{await seals.SealAsync(work, Purpose, content, cancellationToken).ConfigureAwait(false)}");
    }

    /// <summary>What the customer is asked before the answer counts, or null when the link was not made here or its record is gone.</summary>
    public async Task<AnswerQuestion?> QuestionAsync(string token, CancellationToken cancellationToken)
    {
        if (await ReadAsync(token, cancellationToken).ConfigureAwait(false) is not { } offered) return null;
        if (await facts.ReadAsync(null, offered.About, Actor.System, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        var language = await templates.LanguageAsync(offered.Template, found.Language, cancellationToken).ConfigureAwait(false);
        var text = await templates.RenderAsync(offered.Template, language, MessageScope.Of(found, new Dictionary<string, object?>()), cancellationToken).ConfigureAwait(false);
        return new(text.Subject, text.Body, language);
    }

    /// <summary>The customer answers. False when the link was not made here.</summary>
    public async Task<bool> GiveAsync(string token, CancellationToken cancellationToken)
    {
        if (await ReadAsync(token, cancellationToken).ConfigureAwait(false) is not { } offered) return false;
        var payload = RecordJson.Write(new Dictionary<string, object?> { ["id"] = offered.About.Id, ["reference"] = offered.About.ToString(), ["answer"] = offered.Answer });
        var given = new Stimulus(
            identifiers.Next(), StimulusKind.Event, $"{offered.About.Type}.{offered.Answer}", offered.About.ToString(), null, null, payload, time.GetUtcNow(),
            DeduplicationKey: $"answer:{token}", CausedBy: "customer");
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await stimuli.EnqueueAsync(work, given, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private async ValueTask<OfferedAnswer?> ReadAsync(string token, CancellationToken cancellationToken) =>
        await seals.OpenAsync(Purpose, token, cancellationToken).ConfigureAwait(false) is { } content
        && Encoding.UTF8.GetString(content).Split(' ') is [var record, var answer, var template, var at]
        && RecordReference.TryParse(record, out var about)
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? new(about, answer, template, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;
}

/// <param name="About">The record.</param>
/// <param name="Answer">One word; with the record's type it is the name of the event.</param>
/// <param name="Template">Its subject is the button, its text what is asked.</param>
/// <param name="At">When it was offered: asked again, it can be answered again.</param>
public sealed record OfferedAnswer(RecordReference About, string Answer, string Template, DateTimeOffset At);

/// <param name="Button">The answer.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Language">Of both.</param>
public sealed record AnswerQuestion(string Button, string Text, string Language);
