using System.Text.Json.Nodes;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Checks the states and transitions of a state machine.</summary>
internal sealed class MachineFindings(PlacedActivity machine, Findings findings)
{
    private readonly List<string> _states = [.. machine.Node.Json.Objects("states").Select(state => state.Text("name") ?? "")];
    private readonly List<JsonObject> _transitions = [.. machine.Node.Json.Objects("transitions")];

    public void Check()
    {
        if (_states.Count == 0) findings.Warning(ProblemCodes.NoStart, machine, "states", "The state machine has no states, so it is done at once.");
        foreach (var twice in _states.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            findings.Error(ProblemCodes.UnknownState, machine, "states", $"There are {twice.Count()} states named '{twice.Key}'.");
        if (Initial() is { } initial && !_states.Contains(initial)) Unknown("initialState", $"It starts in '{initial}'");
        for (var index = 0; index < _transitions.Count; index++)
        {
            foreach (var end in (string[])["from", "to"])
                if (_transitions[index].Text(end) is var state && !_states.Contains(state ?? "")) Unknown($"transitions/{index}/{end}", $"The transition '{_transitions[index].Text("name")}' leads {end} '{state}'");
        }

        foreach (var state in Unreached()) findings.Warning(ProblemCodes.Unreachable, machine, $"states/{_states.IndexOf(state)}", $"No transition leads to the state '{state}'; it is never entered.");
    }

    private string? Initial() => machine.Node.Input("initialState") is { Type: "Literal", Text: { Length: > 0 } initial } ? initial : null;

    private void Unknown(string member, string what) => findings.Error(ProblemCodes.UnknownState, machine, member, $"{what}, which is no state. There are: {string.Join(", ", _states)}.");

    private IEnumerable<string> Unreached()
    {
        if (_states.Count == 0 || (machine.Node.Input("initialState") is { } chosen && chosen.Type != "Literal") || machine.Node.Input("currentState") is not null) return [];
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([Initial() ?? _states[0]]);
        while (open.TryPop(out var state))
        {
            if (!reached.Add(state)) continue;
            foreach (var transition in _transitions)
                if (transition.Text("from") == state && transition.Text("to") is { } next) open.Push(next);
        }

        return _states.Where(state => !reached.Contains(state));
    }
}
