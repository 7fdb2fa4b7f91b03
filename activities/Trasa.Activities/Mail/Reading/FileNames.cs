using System.Globalization;

namespace Trasa.Activities.Mail.Reading;

/// <summary>Names of attachments come from strangers and end up in folders and on screens.</summary>
internal static class FileNames
{
    private const int MaxLength = 120;

    /// <summary>No folders, no reserved or control characters, no trick with the writing direction, never empty.</summary>
    public static string Safe(string? name, string contentType, int number)
    {
        var last = (name ?? "").Replace('\\', '/').Split('/')[^1];
        var clean = string.Concat(last.Where(IsHarmless)).Trim(' ', '.');
        if (clean.Length == 0)
            clean = string.Create(CultureInfo.InvariantCulture, $"attachment-{number}{Extension(contentType)}");
        if (clean.Length <= MaxLength)
            return clean;
        var extension = Path.GetExtension(clean);
        return extension.Length < 20 ? clean[..(MaxLength - extension.Length)] + extension : clean[..MaxLength];
    }

    private static bool IsHarmless(char letter) =>
        !char.IsControl(letter) && char.GetUnicodeCategory(letter) is not UnicodeCategory.Format && !"<>:\"|?*".Contains(letter, StringComparison.Ordinal);

    private static string Extension(string contentType) => contentType switch
    {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "text/csv" => ".csv",
        "text/calendar" => ".ics",
        "message/rfc822" => ".eml",
        "application/zip" => ".zip",
        _ => ".bin",
    };
}
