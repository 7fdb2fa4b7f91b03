using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Trasa.Host.Resources;

namespace Trasa.Host.PublicPages;

/// <summary>Answers to people who are not signed in: a plain page, or RFC 9457 problem details when a program asks.</summary>
internal static class PublicAnswers
{
    public static bool WantsJson(HttpContext context)
    {
        var accept = context.Request.GetTypedHeaders().Accept;
        return accept.Any(type => type.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)) && !accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
    }

    public static IResult Refusal(HttpContext context, int status, string title, string text) =>
        WantsJson(context) ? Results.Problem(text, context.Request.Path, status, title) : Page(title, text, status);

    /// <summary>A link that was not made here.</summary>
    public static IResult Forged(HttpContext context)
    {
        var text = Words(context);
        return Refusal(context, StatusCodes.Status404NotFound, text["This link leads nowhere"], text["It may have been cut off by the mail program. Copy the whole address from the mail, or answer the mail and tell us."]);
    }

    /// <summary>A page with a heading and a sentence.</summary>
    public static RazorComponentResult<PlainPage> Page(string title, string text, int status = StatusCodes.Status200OK, bool isEmbedded = false, string? language = null) =>
        new(new { Heading = title, Text = text, Embedded = isEmbedded, Language = language }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The texts in the language that the visitor's browser asks for, as far as there is a translation.</summary>
    public static IStringLocalizer<Texts> Words(HttpContext context) => context.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();

    /// <summary>Public pages run no script at all and send only to ourselves.</summary>
    public static void Protect(HttpContext context, bool mayBeFramed = false)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {(mayBeFramed ? "*" : "'none'")}";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        if (!mayBeFramed) return;
        headers.Remove("X-Frame-Options");
        headers.Remove("Cross-Origin-Opener-Policy");
    }
}
