namespace Trasa.Activities.Http.Outgoing;

/// <summary>Where a workflow's requests may go and what they may cost.</summary>
public sealed class HttpDoorOptions
{
    /// <summary>Whether all addresses are allowed: private, loopback and link-local ones too. Default no.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Addresses or networks that are allowed although they are private, e.g. <c>10.1.0.0/16</c>. Default none.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>When not empty, only these hosts (and with a leading dot, what is below them) are called at all. Default empty.</summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>For the whole of a request, redirects included. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer, unpacked. Default 1 MiB.</summary>
    public int AnswerSize { get; set; } = 1024 * 1024;

    /// <summary>Redirects that are followed. Default 5.</summary>
    public int Redirects { get; set; } = 5;
}
