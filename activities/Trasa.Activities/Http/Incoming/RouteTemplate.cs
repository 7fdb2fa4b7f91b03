using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Trasa.Activities.Http.Incoming;

/// <summary>
/// The path of an endpoint: literal parts and parameters, <c>orders/{id}</c>, <c>orders/{id:int}/{part?}</c>, <c>files/{*rest}</c>.
/// Literal parts are compared in any case.
/// </summary>
internal sealed class RouteTemplate
{
    private static readonly HashSet<string> Constraints = ["int", "long", "guid", "bool", "decimal", "alpha"];

    private readonly Part[] _parts;

    private RouteTemplate(string text, Part[] parts) => (Text, _parts) = (text, parts);

    public string Text { get; }

    /// <summary>Greater for the template that says more: a literal before a constraint before a parameter before the rest.</summary>
    public string Precision => string.Concat(_parts.Select(part => part.Name is null ? '4' : part.IsRest ? '1' : part.Constraint is null ? '2' : '3'));

    public static bool TryParse(string text, [NotNullWhen(true)] out RouteTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        var trimmed = text.Trim().Trim('/');
        var parts = new List<Part>();
        foreach (var segment in trimmed.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (parts is [.., { IsRest: true } or { IsOptional: true }])
                return Refuse($"'{text}' is no path: nothing can follow an optional parameter or {{*rest}}.", out template, out problem);
            if (Read(segment) is not { } part)
                return Refuse($"'{text}' is no path: '{segment}' is neither a plain part nor a parameter such as {{id}}, {{id:int}}, {{id?}} or {{*rest}}.", out template, out problem);
            parts.Add(part);
        }

        (template, problem) = (new(trimmed, [.. parts]), null);
        return true;
    }

    /// <summary>The values of the parameters when the path fits.</summary>
    public Dictionary<string, object?>? Match(string path)
    {
        var segments = path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < _parts.Length; index++)
        {
            var part = _parts[index];
            if (part.IsRest)
            {
                values[part.Name!] = string.Join('/', segments.Skip(index).Select(Uri.UnescapeDataString));
                return values;
            }

            if (index >= segments.Length) return part.IsOptional ? values : null;
            var segment = Uri.UnescapeDataString(segments[index]);
            if (part.Name is null)
            {
                if (!segment.Equals(part.Literal, StringComparison.OrdinalIgnoreCase)) return null;
            }
            else if (Fits(segment, part.Constraint)) values[part.Name] = segment;
            else return null;
        }

        return segments.Length <= _parts.Length ? values : null;
    }

    private static Part? Read(string segment)
    {
        if (!segment.Contains('{', StringComparison.Ordinal) && !segment.Contains('}', StringComparison.Ordinal)) return new(segment, null, null, false, false);
        if (segment is not ['{', .., '}']) return null;
        var inner = segment[1..^1];
        var isRest = inner.StartsWith('*');
        var isOptional = inner.EndsWith('?');
        var pieces = inner.Trim('*', '?').Split(':', 2);
        if (pieces[0].Length == 0 || !pieces[0].All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-')) return null;
        if (pieces.Length == 2 && !Constraints.Contains(pieces[1])) return null;
        return new(null, pieces[0], pieces.Length == 2 ? pieces[1] : null, isOptional, isRest);
    }

    private static bool Fits(string segment, string? constraint) => constraint switch
    {
        "int" => int.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        "long" => long.TryParse(segment, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        "decimal" => decimal.TryParse(segment, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
        "guid" => Guid.TryParse(segment, out _),
        "bool" => bool.TryParse(segment, out _),
        "alpha" => segment.All(char.IsLetter),
        _ => true,
    };

    private static bool Refuse(string message, out RouteTemplate? template, out string problem)
    {
        (template, problem) = (null, message);
        return false;
    }

    private sealed record Part(string? Literal, string? Name, string? Constraint, bool IsOptional, bool IsRest);
}
