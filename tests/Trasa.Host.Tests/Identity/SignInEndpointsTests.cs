using Trasa.Host.Identity;

namespace Trasa.Host.Tests.Identity;

public sealed class SignInEndpointsTests
{
    [Theory]
    [InlineData("/cases?status=open", "/cases?status=open")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("/cases\r\nSet-Cookie: a=b", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Only_a_path_of_this_host_is_gone_to(string? asked, string gone) => Assert.Equal(gone, SignInEndpoints.Local(asked));
}
