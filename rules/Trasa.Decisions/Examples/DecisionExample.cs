using System.Text.Json;

namespace Trasa.Decisions.Examples;

/// <summary>A saved example: given these values, when this is asked, then that comes out.</summary>
/// <param name="Name">In the words of the person who saved it; unique in its file.</param>
/// <param name="When">The decision that is asked, by name or id; null for the one that answers the file.</param>
/// <param name="Given">Values by the names of input data, or of required decisions when one table is tried alone.</param>
/// <param name="Then">
/// What must come out. Of an object only the named fields are compared, so that a new output breaks no example.
/// </param>
public sealed record DecisionExample(string Name, string? When, JsonElement Given, JsonElement Then);

/// <param name="Code">Stable: <c>EX-001</c> and so on.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ExampleProblem(string Code, int Line, string Message);
