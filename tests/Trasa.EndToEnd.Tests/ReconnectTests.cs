using Trasa.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests;

/// <summary>Takes the host away from under an open page: a host of its own.</summary>
public sealed class ReconnectTests(TrasaInBrowser host) : IClassFixture<TrasaInBrowser>
{
    [Fact]
    public async Task Lost_connection_is_told_and_the_session_survives_the_restart()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Ana Popescu");
        await visit.GoAsync("/records/company");

        await host.StopHostAsync();
        await Expect(visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Alertdialog)).ToBeVisibleAsync();
        await host.RestartHostAsync();
        await visit.GoAsync("/records/company");

        await Expect(visit.Page.Locator("tbody tr").First).ToBeVisibleAsync();
    }
}
