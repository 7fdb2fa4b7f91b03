using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Trasa.Crm.Messaging;
using Trasa.Crm.PublicForms;

namespace Trasa.Host.PublicPages;

/// <summary>
/// Forms for everybody, also inside pages of others. Nothing of a session counts here: whoever sends a form is a stranger,
/// so there is nothing that another site could make a signed-in person do.
/// </summary>
internal static class PublicFormEndpoints
{
    private const int MostBytes = 64 * 1024;

    public static void MapPublicForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/forms/{key}").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        forms.MapGet("", ShowAsync).RequireRateLimiting(PublicLimit.Reading);
        forms.MapGet("/snippet", SnippetAsync).RequireRateLimiting(PublicLimit.Reading);
        forms.MapPost("", SendAsync).RequireRateLimiting(PublicLimit.Sending).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static async Task<IResult> ShowAsync(string key, HttpContext context, FormIntake intake, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context, mayBeFramed: true);
        if (await intake.FindAsync(key, cancellationToken) is not { } form) return NoForm(context);
        return Page(form, await intake.TicketAsync(form, cancellationToken), context, new() { ["Source"] = Referrer(context) });
    }

    /// <summary>What the owner of a site puts into their page.</summary>
    private static async Task<IResult> SnippetAsync(string key, HttpContext context, FormIntake intake, MessagingOptions options, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context);
        if (await intake.FindAsync(key, cancellationToken) is not { } form) return NoForm(context);
        var address = new Uri(options.PublicAddress, $"forms/{form.Key}?embed");
        return Results.Text($"""<iframe src="{address}" title="{HtmlEncoder.Default.Encode(form.Form.Name)}" width="100%" height="960" style="border:0" loading="lazy"></iframe>""" + "\n");
    }

    private static async Task<IResult> SendAsync(string key, HttpContext context, FormIntake intake, CancellationToken cancellationToken)
    {
        PublicAnswers.Protect(context, mayBeFramed: true);
        if (await intake.FindAsync(key, cancellationToken) is not { } form) return NoForm(context);
        if (await ReadAsync(context, cancellationToken) is not { } sent)
            return Unreadable(context);
        var given = form.Fields.Select(field => field.Name).Append(FormIntake.Trap).ToDictionary(name => name, name => One(sent, name), StringComparer.Ordinal);
        var source = Page(One(sent, "page"));
        var answer = await intake.AcceptAsync(form, given, One(sent, "ticket"), source, cancellationToken);
        return PublicAnswers.WantsJson(context) ? ForProgram(answer, context) : await ForPersonAsync(form, answer, given, source, context, intake, cancellationToken);
    }

    private static IResult ForProgram(FormReceipt answer, HttpContext context) => answer.Outcome switch
    {
        FormOutcome.Invalid => Results.ValidationProblem(answer.Problems.GroupBy(problem => problem.Field).ToDictionary(field => field.Key, field => field.Select(problem => problem.Message).ToArray()), "See errors: each names a field and what would be right.", context.Request.Path, StatusCodes.Status422UnprocessableEntity, "The form is not filled in rightly."),
        FormOutcome.Stale => Results.Problem("The page that this was sent from is too old or was not made here. Open the form again.", context.Request.Path, StatusCodes.Status409Conflict, "Open the form again."),
        FormOutcome.Accepted or FormOutcome.Known or FormOutcome.Merged => Results.Json(new { accepted = true }),
    };

    private static async Task<IResult> ForPersonAsync(PublicForm form, FormReceipt answer, Dictionary<string, string?> given, string? source, HttpContext context, FormIntake intake, CancellationToken cancellationToken)
    {
        if (answer.Outcome is FormOutcome.Accepted or FormOutcome.Known or FormOutcome.Merged) return Thanks(form, context);
        context.Response.StatusCode = answer.Outcome == FormOutcome.Invalid ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Page(form, await intake.TicketAsync(form, cancellationToken), context, new()
        {
            ["Source"] = source,
            ["Values"] = given,
            ["Problems"] = answer.Problems,
            ["IsStale"] = answer.Outcome == FormOutcome.Stale,
        });
    }

    private static RazorComponentResult<PublicFormPage> Page(PublicForm form, string ticket, HttpContext context, Dictionary<string, object?> more)
    {
        more["Form"] = form;
        more["Ticket"] = ticket;
        more["Embedded"] = IsEmbedded(context);
        return new(more) { PreventStreamingRendering = true, StatusCode = context.Response.StatusCode };
    }

    /// <summary>In the language of the form when it says how it thanks, else in the visitor's.</summary>
    private static RazorComponentResult<PlainPage> Thanks(PublicForm form, HttpContext context) => form.Page.Thanks is { } own
        ? PublicAnswers.Page(form.Form.Name, own, isEmbedded: IsEmbedded(context), language: form.Page.Language)
        : PublicAnswers.Page(form.Form.Name, PublicAnswers.Words(context)["Thank you. We have your message and will come back to you."], isEmbedded: IsEmbedded(context));

    private static IResult Unreadable(HttpContext context)
    {
        var text = PublicAnswers.Words(context);
        return PublicAnswers.Refusal(context, StatusCodes.Status400BadRequest, text["This cannot be read"], text["Send the form as it stands on the page, with {0} KB at the most and no files.", MostBytes / 1024]);
    }

    private static IResult NoForm(HttpContext context)
    {
        var text = PublicAnswers.Words(context);
        return PublicAnswers.Refusal(context, StatusCodes.Status404NotFound, text["There is no such form"], text["The address may have been mistyped, or the form is not offered any more."]);
    }

    private static bool IsEmbedded(HttpContext context) => context.Request.Query.ContainsKey("embed");

    private static async Task<IFormCollection?> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            var form = await context.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { ValueCountLimit = 100, KeyLengthLimit = 100, ValueLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes }, cancellationToken);
            return form.Files.Count == 0 ? form : null;
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static string? One(IFormCollection form, string name) => form.TryGetValue(name, out var values) && values is { Count: > 0 } ? values[0] : null;

    private static string? Referrer(HttpContext context) => Page(context.Request.Headers.Referer is { Count: 1 } referrer ? referrer[0] : null);

    /// <summary>The page that the form stood on, without what its address may tell about the visitor.</summary>
    private static string? Page(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" ? page.GetLeftPart(UriPartial.Path) is { Length: <= 300 } address ? address : page.GetLeftPart(UriPartial.Authority) : null;
}
