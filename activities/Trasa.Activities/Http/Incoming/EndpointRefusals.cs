namespace Trasa.Activities.Http.Incoming;

/// <summary>Why a request is refused, as the outcomes that a workflow may handle itself.</summary>
public static class EndpointRefusals
{
    public const string RequestTooLarge = "Request too large";
    public const string FileTooLarge = "File too large";
    public const string InvalidExtension = "Invalid file extension";
    public const string InvalidMimeType = "Invalid file MIME type";

    internal static IReadOnlyList<string> Outcomes { get; } = [RequestTooLarge, FileTooLarge, InvalidExtension, InvalidMimeType];

    internal static IReadOnlyDictionary<string, string> Members { get; } = new Dictionary<string, string>
    {
        ["exposeRequestTooLargeOutcome"] = RequestTooLarge,
        ["exposeFileTooLargeOutcome"] = FileTooLarge,
        ["exposeInvalidFileExtensionOutcome"] = InvalidExtension,
        ["exposeInvalidFileMimeTypeOutcome"] = InvalidMimeType,
    };

    /// <summary>What is wrong with the files, or null.</summary>
    public static string? Check(EndpointSettings settings, IEnumerable<IncomingFile> files)
    {
        foreach (var file in files)
        {
            var extension = Path.GetExtension(file.FileName);
            if (file.Content.Length > settings.FileSize) return FileTooLarge;
            if (settings.BlockedExtensions.Any(blocked => Same(blocked, extension))) return InvalidExtension;
            if (settings.AllowedExtensions.Count > 0 && !settings.AllowedExtensions.Any(allowed => Same(allowed, extension))) return InvalidExtension;
            if (settings.AllowedMimeTypes.Count > 0 && !settings.AllowedMimeTypes.Contains(file.ContentType, StringComparer.OrdinalIgnoreCase)) return InvalidMimeType;
        }

        return null;
    }

    private static bool Same(string wanted, string extension) => wanted.TrimStart('.').Equals(extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase);
}
