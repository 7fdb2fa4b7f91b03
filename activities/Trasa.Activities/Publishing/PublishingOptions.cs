namespace Trasa.Activities.Publishing;

/// <summary>How decisions come into force.</summary>
public sealed class PublishingOptions
{
    /// <summary>
    /// Whether somebody who did not write the draft has to approve it. Default true; an installation with one rule author
    /// switches it off.
    /// </summary>
    public bool NeedsSecondPerson { get; set; } = true;
}
