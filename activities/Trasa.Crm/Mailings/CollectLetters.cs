using Trasa.Activities.Documents;
using Trasa.Activities.Templates;
using Trasa.Crm.Activities;
using Trasa.Crm.Attachments;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Mailings;

/// <summary>Puts the letters that wait into one file to print, each on a page of its own. A letter is in one such file only.</summary>
internal sealed class CollectLetters(IRecords records, IAttachments attachments, IDocumentWriter writer, MessagingOptions options) : Activity
{
    /// <summary>So many letters are a stack that somebody can print and fold at once; the rest is in the next file.</summary>
    private const int MostLetters = 200;

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Letters.Collect",
        Category = "Messages",
        DisplayName = "Collect letters to print",
        Description = "Puts the letters of a series that wait into one PDF and attaches it to the record.",
        Inputs = [.. ActivityInputs.AboutInputs, new("series", "String", "What the letters that are collected have in common.", Required: true)],
        Outputs = [new("file", "String", "The attachment to print."), new("count", "Int64", "How many letters it holds.")],
        Outcomes = ["Collected", "None"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var series = context.Input<string>("series") is { Length: > 0 } given ? given : throw new ActivityFaultException("series: name the series of the letters.");
        var letters = await WaitingAsync(work, series, cancellationToken).ConfigureAwait(false);
        context.Output("count", (decimal)letters.Count);
        if (letters.Count == 0)
        {
            context.Complete("None");
            return;
        }

        var document = new WrittenDocument($"{letters.Count} letters", MessageTemplates.FallbackLanguage, context.Now, Pages(letters));
        var local = TimeZoneInfo.ConvertTime(context.Now, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));
        var name = $"Letters {local:yyyy-MM-dd HH.mm}{writer.Extension}";
        var file = await attachments.AddAsync(work, context.About(), new(name, writer.ContentType, writer.Write(document)), context.Actor, cancellationToken).ConfigureAwait(false);
        foreach (var letter in letters)
            await records.UpdateAsync(work, "message", letter.Id, new Dictionary<string, object?> { ["deliveryState"] = "printing" }, null, context.Actor, cancellationToken).ConfigureAwait(false);
        context.Output("file", file.Id.ToString());
        context.Complete("Collected");
    }

    private async Task<IReadOnlyList<Record>> WaitingAsync(IUnitOfWork work, string series, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(
            "message",
            [new("series", FieldOperator.Equal, series), new("channel", FieldOperator.Equal, MailingChannels.Letter), new("deliveryState", FieldOperator.Equal, "queued")],
            OrderBy: ["sentAt"],
            Take: MostLetters);
        return (await records.QueryAsync(work, query, Actor.System, cancellationToken).ConfigureAwait(false)).Records;
    }

    private static List<DocumentBlock> Pages(IReadOnlyList<Record> letters)
    {
        var blocks = new List<DocumentBlock>();
        foreach (var letter in letters)
        {
            if (blocks.Count > 0) blocks.Add(new(DocumentBlockKind.PageBreak, ""));
            blocks.AddRange(PrintedLetter.Blocks(letter.Text("to") ?? "", letter.Text("subject") ?? "", letter.Text("bodyText") ?? ""));
        }

        return blocks;
    }
}
