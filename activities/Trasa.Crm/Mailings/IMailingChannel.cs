using Trasa.Activities.Templates;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>One way to write to somebody who agreed to it. Whether they may be written to has been found out before.</summary>
internal interface IMailingChannel
{
    /// <summary>One of <see cref="MailingChannels"/>.</summary>
    string Key { get; }

    /// <summary>Where it reaches the contact, or null.</summary>
    string? AddressOf(Record contact, Record? company);

    /// <summary>Files the message and hands it over. Returns the message.</summary>
    Task<Record> SendAsync(IUnitOfWork work, AddressedMailing addressed, Actor actor, CancellationToken cancellationToken);

    /// <summary>Hands it over without filing it.</summary>
    /// <exception cref="MailingInvalidException">There is no test by this way.</exception>
    Task SendTestAsync(IUnitOfWork work, Mailing mailing, RenderedTemplate rendered, string address, CancellationToken cancellationToken);
}

/// <param name="Mailing">What was asked for.</param>
/// <param name="Rendered">As this reader reads it, with the links as they were written.</param>
/// <param name="Contact">The reader.</param>
/// <param name="Address">Where it goes.</param>
internal sealed record AddressedMailing(Mailing Mailing, RenderedTemplate Rendered, Record Contact, string Address)
{
    public string Name => Contact.Text("name") ?? "";
}
