namespace Trasa.Activities.Mail.Mime;

/// <summary>A message as a tree of parts. Broken text never throws; what was wrong stands in <see cref="Defects"/>.</summary>
internal sealed class MimeMessage
{
    private readonly MimeState _state;

    private MimeMessage(MimePart root, MimeState state) => (Root, _state) = (root, state);

    public MimePart Root { get; }

    public MimeState State => _state;

    public IReadOnlyList<MimeDefect> Defects => _state.Defects;

    public static MimeMessage? Read(ReadOnlyMemory<byte> text, MimeLimits limits, out MimeLimitExceeded? exceeded)
    {
        var state = new MimeState(limits);
        if (state.Within(nameof(MimeLimits.MaxBytes), limits.MaxBytes, text.Length))
        {
            var root = new MimePartReader(state).Read(text);
            exceeded = state.Exceeded;
            return exceeded is null ? new MimeMessage(root, state) : null;
        }
        exceeded = state.Exceeded;
        return null;
    }
}
