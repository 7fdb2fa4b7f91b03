namespace Trasa.Activities.Sms;

/// <summary>The account that text messages are sent from. Without an account they are written to a folder.</summary>
public sealed class TwilioOptions
{
    /// <summary>The account's SID, <c>AC...</c>.</summary>
    public string AccountSid { get; set; } = "";

    public string AuthToken { get; set; } = "";

    /// <summary>The number that they come from, <c>+40...</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Where the REST API is. Default: Twilio's own.</summary>
    public Uri Address { get; set; } = new("https://api.twilio.com/");

    public bool IsConfigured => AccountSid.Length > 0 && AuthToken.Length > 0 && From.Length > 0;
}
