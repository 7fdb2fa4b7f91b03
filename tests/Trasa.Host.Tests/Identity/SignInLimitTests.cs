using System.Net;
using System.Net.Http.Json;
using Trasa.Host.Hosting;
using Trasa.TestKit.Databases;

namespace Trasa.Host.Tests.Identity;

/// <summary>Whoever guesses passwords is slowed down; how much is a setting, for many people may share one address.</summary>
public sealed class SignInLimitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_attempts_than_allowed_in_a_minute_are_refused()
    {
        await using var database = TestDatabase.NewSqlite();
        await using var app = TrasaHost.Build(new HostSettings(database.Address) { Urls = "http://127.0.0.1:0", LogFolder = null, SignInsPerMinute = 2 });
        await TrasaHost.PrepareAsync(app, Stop);
        await app.StartAsync(Stop);
        using var stranger = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var answers = new List<HttpStatusCode>();
        // The window of a minute may end between two of them, not between all.
        for (var attempt = 0; attempt < 6; attempt++)
        {
            using var answer = await stranger.PostAsJsonAsync("/api/tokens", new { login = "nobody", password = "a guess" }, Stop);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        await app.StopAsync(Stop);
    }
}
