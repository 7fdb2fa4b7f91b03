using Trasa.Activities.Mail.Mime;

namespace Trasa.Activities.Mail.Reading;

/// <summary>Header fields of a message as values, with a defect for each that could not be read as written.</summary>
internal sealed class FieldReader(HeaderFields headers, MimeState state)
{
    public string Subject()
    {
        Single("Subject");
        var text = EncodedWords.Decode(headers.First("Subject")?.Raw ?? "", out var defect);
        state.Defect("header Subject", defect);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public MailAddress? From()
    {
        Single("From");
        if (!headers.Has("From"))
            state.Defect("header From", "missing");
        return Addresses("From") is [var author, ..] ? author : Addresses("Sender") is [var sender, ..] ? sender : null;
    }

    /// <summary>All fields of the name together: some gateways write one To field per receiver.</summary>
    public IReadOnlyList<MailAddress> Addresses(string name)
    {
        var found = new List<MailAddress>();
        foreach (var field in headers.All(name))
        {
            found.AddRange(AddressListReader.Read(field.Raw, out var defect));
            state.Defect($"header {name}", defect);
        }
        return found;
    }

    public DateTimeOffset? Date()
    {
        var raw = headers.First("Date")?.Raw;
        var date = MailDate.Read(raw);
        if (date is null)
            state.Defect("header Date", raw is null ? "missing" : "is no date");
        return date;
    }

    private void Single(string name)
    {
        if (headers.All(name).Skip(1).Any())
            state.Defect($"header {name}", "occurs more than once; the first one counts");
    }
}
