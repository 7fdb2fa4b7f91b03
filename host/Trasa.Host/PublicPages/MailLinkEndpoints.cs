using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Trasa.Crm.Mailings;

namespace Trasa.Host.PublicPages;

/// <summary>
/// The links in mails: they lead only where the mail was sent with, and a link that was not made here leads nowhere.
/// Stopping takes a press, because programs that look into mails follow every link (RFC 8058, section 3.1).
/// </summary>
internal static class MailLinkEndpoints
{
    /// <summary>A transparent picture of one pixel.</summary>
    private static readonly byte[] s_picture = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static void MapMailLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().RequireRateLimiting(PublicLimit.Reading);
        links.MapGet("/t/{token}", FollowAsync);
        links.MapGet("/u/{token}", AskAsync);
        links.MapPost("/u/{token}", StopAsync).WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    private static async Task<IResult> FollowAsync(string token, HttpContext context, Reactions reactions, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        var answer = await reactions.FollowAsync(token, cancellationToken);
        if (!answer.IsKnown) return PublicAnswers.Forged(context);
        return answer.Target is { } target ? Results.Redirect(target) : Results.Bytes(s_picture, "image/gif");
    }

    private static async Task<IResult> AskAsync(string token, HttpContext context, Reactions reactions, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        return await reactions.CanStopAsync(token, cancellationToken)
            ? new RazorComponentResult<UnsubscribePage>(new { Token = token }) { PreventStreamingRendering = true }
            : PublicAnswers.Forged(context);
    }

    /// <summary>From the page, or from a mail program with one click. Doing it twice is the same as once.</summary>
    private static async Task<IResult> StopAsync(string token, HttpContext context, Reactions reactions, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        if (!await reactions.StopAsync(token, cancellationToken)) return PublicAnswers.Forged(context);
        var text = PublicAnswers.Words(context);
        return PublicAnswers.Page(text["Done"], text["You get no mailings from us any more. If that was a mistake, answer one of our mails and tell us."]);
    }
}
