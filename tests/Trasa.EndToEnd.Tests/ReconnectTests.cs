using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests;

/// <summary>Takes the host away from under an open page, so it must not run beside the other classes.</summary>
[Collection(nameof(CircuitTests))]
public sealed class ReconnectTests(BrowserHost host)
{
    [Fact]
    public async Task Lost_connection_is_told_and_the_session_survives_the_restart()
    {
        await using var visit = await host.OpenAsync();
        await visit.SignInAsync("Ana Popescu");
        await visit.GoAsync("/records/company");

        await host.StopHostAsync();
        await Expect(visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Alertdialog)).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await host.RestartHostAsync();
        await visit.GoAsync("/records/company");

        await Expect(visit.Page.Locator("tbody tr").First).ToBeVisibleAsync();
    }
}
