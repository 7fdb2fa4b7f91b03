namespace Trasa.Crm.Metadata;

/// <summary>
/// The stations of a record: records of another type that refer to it, e.g. the departments on the route of a claim. Stations of
/// the same stage stand side by side.
/// </summary>
/// <param name="Type">The type of the stations.</param>
/// <param name="Field">Their reference field that points here.</param>
/// <param name="Label">The heading.</param>
/// <param name="State">Their choice field that says where they stand.</param>
/// <param name="Done">States of stations that are finished.</param>
/// <param name="Here">States of stations that have it now; what is neither comes next.</param>
/// <param name="Left">States of stations that are not on the way any more.</param>
/// <param name="Stage">Their number field that orders them, or null: the order of their making.</param>
/// <param name="Shown">Their other fields that are shown, e.g. who has it, until when, the opinion.</param>
public sealed record RecordTrack(
    string Type,
    string Field,
    string Label,
    string State,
    IReadOnlyList<string> Done,
    IReadOnlyList<string> Here,
    IReadOnlyList<string>? Left = null,
    string? Stage = null,
    IReadOnlyList<string>? Shown = null);
