using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Trasa.Activities.Templates;
using Trasa.Crm.Sealing;

namespace Trasa.Host.PublicPages;

/// <summary>
/// Links by which a customer answers with one press, without signing in. The link alone answers nothing, because programs that
/// look into mails follow every link.
/// </summary>
internal static partial class AnswerLinkEndpoints
{
    public static void MapAnswerLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().RequireRateLimiting(PublicLimit.Reading);
        links.MapGet("/a/{token}", AskAsync);
        links.MapPost("/a/{token}", GiveAsync).WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    private static async Task<IResult> AskAsync(string token, HttpContext context, AnswerLinks answers, ILogger<AnswerLinks> log, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        return await QuestionAsync(token, context, answers, log, cancellationToken) is { } question
            ? new RazorComponentResult<AnswerPage>(new { Token = token, Question = question }) { PreventStreamingRendering = true }
            : PublicAnswers.Forged(context);
    }

    /// <summary>Without the template that words the question, the customer can answer all the same: the mail said what the link means.</summary>
    private static async Task<AnswerQuestion?> QuestionAsync(string token, HttpContext context, AnswerLinks answers, ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.QuestionAsync(token, cancellationToken);
        }
        catch (TemplateMissingException problem)
        {
            Log.Unworded(log, problem);
            var text = PublicAnswers.Words(context);
            return new(text["Send the answer"], text["Press the button to send the answer that the link in your message stands for."], text["en"]);
        }
    }

    private static async Task<IResult> GiveAsync(string token, HttpContext context, AnswerLinks answers, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        if (!await answers.GiveAsync(token, cancellationToken)) return PublicAnswers.Forged(context);
        var text = PublicAnswers.Words(context);
        return PublicAnswers.Page(text["Done"], text["Thank you for your answer."]);
    }

    private static partial class Log
    {
        [LoggerMessage(6313, LogLevel.Error, "The template that words the question of an answer link cannot be used", EventName = nameof(Unworded))]
        public static partial void Unworded(ILogger logger, Exception problem);
    }
}
