namespace Trasa.Activities.Mail.Mime;

/// <summary>A person or group at an address.</summary>
/// <param name="Name">Decoded display name, or empty.</param>
/// <param name="Address">local@domain, the domain in lower case.</param>
public sealed record MailAddress(string Name, string Address)
{
    /// <summary>What follows the last "@", or empty.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";
}
