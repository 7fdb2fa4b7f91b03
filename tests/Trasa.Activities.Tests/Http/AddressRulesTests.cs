using System.Net;
using Trasa.Activities.Http.Outgoing;

namespace Trasa.Activities.Tests.Http;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1%1")]
    [InlineData("2002:7f00:1::")]
    public void Address_inside_the_house_is_refused(string address) =>
        Assert.False(new AddressRules(new()).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public_address_is_allowed(string address) =>
        Assert.True(new AddressRules(new()).Allows(IPAddress.Parse(address)));

    [Fact]
    public void Configuration_may_allow_a_network_and_nothing_beside_it()
    {
        var rules = new AddressRules(new() { AllowedNetworks = ["10.1.0.0/16", "127.0.0.1"] });

        Assert.True(rules.Allows(IPAddress.Parse("10.1.2.3")));
        Assert.True(rules.Allows(IPAddress.Loopback));
        Assert.False(rules.Allows(IPAddress.Parse("10.2.0.1")));
        Assert.False(rules.Allows(IPAddress.Parse("127.0.0.2")));
    }
}
