namespace Trasa.Engine.Stores;

/// <summary>Where the data is: <c>sqlite:PATH</c> or a PostgreSQL connection string.</summary>
public sealed record DatabaseAddress(DatabaseKind Kind, string Value)
{
    public static DatabaseAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase))
            return new(DatabaseKind.Sqlite, text["sqlite:".Length..]);
        if (text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal))
            return new(DatabaseKind.PostgreSql, FromUrl(new Uri(text)));
        return text.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new(DatabaseKind.PostgreSql, text)
            : throw new FormatException($"'{text}' is no database address. Use sqlite:PATH or a PostgreSQL connection string (Host=...;Database=...).");
    }

    private static string FromUrl(Uri url)
    {
        var login = url.UserInfo.Split(':', 2);
        var port = url.Port > 0 ? url.Port : 5432;
        var text = $"Host={url.Host};Port={port};Database={url.AbsolutePath.Trim('/')}";
        if (login[0].Length > 0) text += $";Username={Uri.UnescapeDataString(login[0])}";
        if (login.Length > 1) text += $";Password={Uri.UnescapeDataString(login[1])}";
        return text;
    }
}
