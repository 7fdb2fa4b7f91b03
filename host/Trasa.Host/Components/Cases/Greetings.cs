namespace Trasa.Host.Components.Cases;

/// <summary>How an answer begins and ends in the customer's language.</summary>
internal static class Greetings
{
    public static string In(string? language, string customer, string me)
    {
        var (hello, regards) = language switch
        {
            "ro" => ("Bună ziua,", "Cu stimă,"),
            "pl" => ("Dzień dobry,", "Z poważaniem"),
            "ru" => ("Здравствуйте!", "С уважением,"),
            "hu" => ("Tisztelt Ügyfelünk!", "Üdvözlettel:"),
            _ => (customer.Length > 0 ? $"Dear {customer}," : "Hello,", "Kind regards,"),
        };
        return $"{hello}\n\n\n\n{regards}\n{me}";
    }
}
