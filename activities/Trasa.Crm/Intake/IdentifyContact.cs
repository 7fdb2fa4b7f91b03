using System.Globalization;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Intake;

/// <summary>
/// R-DEDUP for senders: the contact with that address; else a new contact marked unverified, with the company whose mail
/// domain it is, when it is one company's own.
/// </summary>
public sealed class IdentifyContact(IRecords records) : Activity
{
    /// <summary>Domains where everybody has an address say nothing about the company.</summary>
    private static readonly HashSet<string> PublicDomains = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "yahoo.ro", "icloud.com", "me.com", "proton.me",
        "protonmail.com", "mail.ru", "yandex.ru", "bk.ru", "inbox.ru", "list.ru", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "gmx.com", "gmx.de",
        "freemail.hu", "citromail.hu", "t-online.hu", "aol.com", "zoho.com",
    };

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Contact.Identify",
        Category = "Contacts",
        DisplayName = "Who wrote?",
        Description = "Finds the contact of an address, or adds an unverified one.",
        Inputs = [new("email", "String", "The sender's address.", Required: true), new("displayName", "String", "The sender's name, when given.")],
        Outputs = [new("contact", "Object", "The contact."), new("company", "Object", "Their company, or nothing."), new("isNew", "Boolean", "Whether the contact was added.")],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var email = (context.Input<string>("email") ?? throw new ActivityFaultException("email: the sender's address is missing.")).Trim().ToLowerInvariant();
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var known = await FirstAsync(work, context, "contact", new("email", FieldOperator.Equal, email), cancellationToken).ConfigureAwait(false);
        var contact = known ?? await AddAsync(work, context, email, cancellationToken).ConfigureAwait(false);
        var company = contact.Link("company") is { } id ? await records.FindAsync(work, "company", id, context.Actor, cancellationToken).ConfigureAwait(false) : null;
        context.Output("contact", MessageScope.Context(contact));
        context.Output("company", MessageScope.Context(company));
        context.Output("isNew", known is null);
        context.Complete();
    }

    private async Task<Record> AddAsync(IUnitOfWork work, ActivityContext context, string email, CancellationToken cancellationToken)
    {
        var name = context.HasInput("displayName") ? context.Input<string>("displayName") : null;
        return await records.CreateAsync(work, "contact", new Dictionary<string, object?>
        {
            ["name"] = string.IsNullOrWhiteSpace(name) ? NameOf(email) : name.Trim(),
            ["email"] = email,
            ["company"] = await CompanyAsync(work, context, email, cancellationToken).ConfigureAwait(false),
            ["unverified"] = true,
        }, context.Actor, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Guid?> CompanyAsync(IUnitOfWork work, ActivityContext context, string email, CancellationToken cancellationToken)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        if (domain.Length == 0 || PublicDomains.Contains(domain)) return null;
        return (await FirstAsync(work, context, "company", new("domain", FieldOperator.Equal, domain), cancellationToken).ConfigureAwait(false))?.Id;
    }

    private async Task<Record?> FirstAsync(IUnitOfWork work, ActivityContext context, string type, FieldCondition condition, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new(type, [condition], Take: 1), context.Actor, cancellationToken).ConfigureAwait(false);
        return page.Records is [var first, ..] ? first : null;
    }

    /// <summary>ion.popescu@... reads as Ion Popescu.</summary>
    private static string NameOf(string email)
    {
        var words = email[..Math.Max(email.IndexOf('@', StringComparison.Ordinal), 0)].Split(['.', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? email : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(string.Join(' ', words));
    }
}
