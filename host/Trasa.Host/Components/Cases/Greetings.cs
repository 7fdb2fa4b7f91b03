namespace Trasa.Host.Components.Cases;

/// <summary>How an answer begins and ends in the customer's language, as the templates do; it names the customer where the name is known.</summary>
internal static class Greetings
{
    public static string In(string? language, string customer, string me)
    {
        var isNamed = customer.Length > 0;
        var (hello, regards) = language switch
        {
            "ro" => (isNamed ? $"Bună ziua, {customer}," : "Bună ziua,", "Cu stimă,"),
            "pl" => (isNamed ? $"Dzień dobry, {customer}," : "Dzień dobry,", "Z poważaniem"),
            "ru" => (isNamed ? $"Здравствуйте, {customer}!" : "Здравствуйте!", "С уважением,"),
            "hu" => (isNamed ? $"Kedves {customer}!" : "Tisztelt Ügyfelünk!", "Üdvözlettel:"),
            _ => (isNamed ? $"Dear {customer}," : "Hello,", "Kind regards,"),
        };
        return $"{hello}\n\n\n\n{regards}\n{me}";
    }
}
