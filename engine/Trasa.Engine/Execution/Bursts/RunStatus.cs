namespace Trasa.Engine.Execution.Bursts;

/// <summary>Where one execution of an activity stands. The numbers are stored.</summary>
internal enum RunStatus : byte
{
    Running = 0,
    Completed = 1,
    Cancelled = 2,
    Faulted = 3,
}
