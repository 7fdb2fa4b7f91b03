using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Trasa.Crm.Sealing;

namespace Trasa.Host.PublicPages;

/// <summary>
/// Links by which a customer answers with one press, without signing in. The link alone answers nothing, because programs that
/// look into mails follow every link.
/// </summary>
internal static class AnswerLinkEndpoints
{
    public static void MapAnswerLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().RequireRateLimiting(PublicLimit.Reading);
        links.MapGet("/a/{token}", AskAsync);
        links.MapPost("/a/{token}", GiveAsync).WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    private static async Task<IResult> AskAsync(string token, HttpContext context, AnswerLinks answers, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        return await answers.QuestionAsync(token, cancellationToken) is { } question
            ? new RazorComponentResult<AnswerPage>(new { Token = token, Question = question }) { PreventStreamingRendering = true }
            : PublicAnswers.Forged(context);
    }

    private static async Task<IResult> GiveAsync(string token, HttpContext context, AnswerLinks answers, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        if (!await answers.GiveAsync(token, cancellationToken)) return PublicAnswers.Forged(context);
        var text = PublicAnswers.Words(context);
        return PublicAnswers.Page(text["Done"], text["Thank you for your answer."]);
    }
}
