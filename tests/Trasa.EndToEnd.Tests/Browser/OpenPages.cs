using Microsoft.Playwright;

namespace Trasa.EndToEnd.Tests.Browser;

/// <summary>
/// The profiles that the running test of a class has opened. The tests of a class follow each other, so the first profile
/// of the next one closes those of the last: a page that nobody looks at any more costs as much as one that is looked at.
/// </summary>
internal sealed class OpenPages
{
    private readonly List<IBrowserContext> _profiles = [];
    private string? _test;

    public async Task AddAsync(IBrowserContext profile)
    {
        if (TestContext.Current.Test!.UniqueID is var test && test != _test) await CloseAsync();
        _test = test;
        _profiles.Add(profile);
    }

    public async Task CloseAsync()
    {
        foreach (var profile in _profiles) await profile.DisposeAsync();
        _profiles.Clear();
    }
}
