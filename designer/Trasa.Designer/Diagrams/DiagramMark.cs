namespace Trasa.Designer.Diagrams;

/// <summary>What stands at an activity.</summary>
/// <param name="Waiting">Instances that wait there.</param>
/// <param name="Incidents">Unsettled incidents there.</param>
/// <param name="Completed">How often it was completed.</param>
public sealed record DiagramMark(long Waiting, long Incidents, long Completed);
