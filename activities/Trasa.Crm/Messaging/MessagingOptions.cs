namespace Trasa.Crm.Messaging;

/// <summary>How the installation writes to people. The host reads the section <c>Messaging</c> of its configuration.</summary>
public sealed class MessagingOptions
{
    /// <summary>The address that customers write to and are answered from.</summary>
    public string SupportAddress { get; set; } = "support@trasa.example";

    /// <summary>The name beside it.</summary>
    public string SupportName { get; set; } = "Trasa Support";

    /// <summary>Where links in messages lead.</summary>
    public Uri PublicAddress { get; set; } = new("http://127.0.0.1:5080/");

    /// <summary>The calendar by which people are disturbed; outside of it, notices that are not urgent wait.</summary>
    public string QuietCalendar { get; set; } = "RO-Office";

    /// <summary>The organisation's time zone: due times are written to customers in it, and reasons tell times by it.</summary>
    public string TimeZone { get; set; } = "Europe/Bucharest";

    /// <summary>The clock of <see cref="TimeZone"/>.</summary>
    internal TimeZoneInfo Home => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
