using System.Net;

namespace Trasa.Host.Tests.Identity;

public sealed class SignInTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/cases?status=New")]
    [InlineData("/workflows")]
    public async Task Page_sends_a_stranger_to_the_sign_in(string path)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(path, Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/sign-in?to={Uri.EscapeDataString(path)}", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task Sample_person_comes_in_with_one_click()
    {
        using var browser = await host.SignedInAsync("ana.popescu", Stop);

        var page = await browser.GetStringAsync(new Uri("/cases", UriKind.Relative), Stop);

        Assert.Contains("Ana Popescu", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "trasa.example")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    public async Task Sample_people_are_offered_on_this_machine_only(string header, string value)
    {
        using var browser = host.Browser();
        var token = await RunningHost.FormTokenAsync(browser, Stop);
        browser.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Stop);
        using var answer = await browser.PostAsync("/sign-in/sample", Form(token, ("user", Guid.Empty.ToString())), Stop);

        Assert.DoesNotContain("/sign-in/sample", page, StringComparison.Ordinal);
        Assert.NotEqual("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused()
    {
        using var browser = host.Browser();

        using var answer = await browser.PostAsync("/sign-in/password", Form("", ("login", "ana.popescu"), ("password", "x")), Stop);

        Assert.StartsWith("/sign-in?problem=old", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_a_default_password()
    {
        using var browser = host.Browser();
        var token = await RunningHost.FormTokenAsync(browser, Stop);

        foreach (var guess in (string[])["", "ana.popescu", "password", "trasa", "admin"])
        {
            using var answer = await browser.PostAsync("/sign-in/password", Form(token, ("login", "ana.popescu"), ("password", guess)), Stop);
            Assert.StartsWith("/sign-in?problem=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync("/sign-in", Stop);

        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Unknown_page_is_not_found()
    {
        using var browser = await host.SignedInAsync("ana.popescu", Stop);

        using var answer = await browser.GetAsync("/no-such-page", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing at this address.", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Form(string token, params (string Name, string Value)[] fields) =>
        new([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
}
