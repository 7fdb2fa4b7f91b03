namespace Trasa.Activities.Mail.Mime;

/// <summary>What one reading has gathered: defects, the part count and the first limit that was exceeded.</summary>
internal sealed class MimeState(MimeLimits limits)
{
    /// <summary>A hostile message has as many defects as bytes; people read the first ones.</summary>
    private const int DefectsKept = 100;

    private readonly List<MimeDefect> _defects = [];
    private int _parts;

    public MimeLimits Limits => limits;

    public IReadOnlyList<MimeDefect> Defects => _defects;

    /// <summary>Set once; reading stops as soon as it is there.</summary>
    public MimeLimitExceeded? Exceeded { get; private set; }

    public void Defect(string where, string? what)
    {
        if (what is not null && _defects.Count < DefectsKept)
            _defects.Add(new MimeDefect(where, what));
    }

    public bool Within(string limit, long allowed, long found)
    {
        if (found > allowed)
            Exceeded ??= new MimeLimitExceeded(limit, allowed, found);
        return Exceeded is null;
    }

    public bool CountPart() => Within(nameof(MimeLimits.MaxParts), limits.MaxParts, ++_parts);
}
