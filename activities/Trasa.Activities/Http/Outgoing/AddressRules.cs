using System.Net;
using System.Net.Sockets;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>Which addresses may be connected to. Everything that is not the public internet is refused unless it is allowed.</summary>
internal sealed class AddressRules(HttpDoorOptions options)
{
    /// <summary>IANA's special-purpose registries: this host, private, shared, link-local, documentation, benchmarks, multicast, reserved.</summary>
    private static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    private readonly IPNetwork[] _allowed = [.. options.AllowedNetworks.Select(Network)];

    public bool Allows(IPAddress address)
    {
        if (options.AllowPrivateAddresses) return true;
        var plain = Plain(address);
        return _allowed.Any(network => network.Contains(plain)) || !Special.Any(network => network.Contains(plain));
    }

    public bool AllowsHost(string host) => options.AllowedHosts.Count == 0 || options.AllowedHosts.Any(allowed =>
        allowed.StartsWith('.') ? host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase) : host.Equals(allowed, StringComparison.OrdinalIgnoreCase));

    /// <summary>The IPv4 address that an IPv6 address only wraps: mapped, compatible, 6to4 or translated (NAT64).</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return new(bytes.AsSpan(2, 4));
        var isTranslated = bytes.AsSpan(0, 12).SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]);
        var isCompatible = !bytes.AsSpan(0, 12).ContainsAnyExcept((byte)0) && bytes.AsSpan(12).ContainsAnyExcept((byte)0) && !address.Equals(IPAddress.IPv6Loopback);
        return isTranslated || isCompatible ? new(bytes.AsSpan(12, 4)) : address;
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : throw new FormatException($"AllowedNetworks: '{text}' is neither an address nor a network such as 10.1.0.0/16.");
}
