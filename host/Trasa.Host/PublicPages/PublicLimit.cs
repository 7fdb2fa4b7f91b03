using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Trasa.Host.PublicPages;

/// <summary>How much one address may ask of the pages that need no sign-in; what is more gets a plain answer with the reason.</summary>
internal sealed class PublicLimit : IRateLimiterPolicy<string>
{
    public const string Reading = "public-reading";
    public const string Sending = "public-sending";

    private readonly int _perMinute;

    private PublicLimit(int perMinute) => _perMinute = perMinute;

    /// <summary>Pages, clicks and pictures of mails: many people stand behind one address of an office.</summary>
    public static PublicLimit ForReading { get; } = new(600);

    /// <summary>Sending a form.</summary>
    public static PublicLimit ForSending { get; } = new(20);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = static async (rejected, _) =>
    {
        rejected.HttpContext.Response.Headers.RetryAfter = TimeSpan.FromMinutes(1).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var text = PublicAnswers.Words(rejected.HttpContext);
        var answer = PublicAnswers.Refusal(rejected.HttpContext, StatusCodes.Status429TooManyRequests, text["Too much at once"], text["A lot has come from your network within a minute, so this was not taken in. Please wait a minute and send it again."]);
        await answer.ExecuteAsync(rejected.HttpContext);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetFixedWindowLimiter(
            httpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = _perMinute, Window = TimeSpan.FromMinutes(1) });
}
