using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>What the one who knows a type of activity can say of its inputs before they are used.</summary>
public interface IActivityCheck
{
    IEnumerable<ActivityFinding> Check(ActivityNode activity);
}

/// <param name="Member">The input that it is about.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="IsError">Errors refuse publication, warnings do not.</param>
/// <param name="Code">Its code.</param>
public sealed record ActivityFinding(string Member, string Message, bool IsError = true, string Code = ProblemCodes.BadInput);
