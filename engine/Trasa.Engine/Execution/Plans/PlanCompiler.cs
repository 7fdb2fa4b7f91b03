using System.Text.Json.Nodes;
using Trasa.Engine.Catalogue;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Plans;

/// <summary>
/// Compiles a definition. Nothing in a definition makes this fail: what cannot be understood becomes a node or an
/// expression that faults when it is reached, so that the rest of the workflow runs and the incident names the place.
/// </summary>
internal sealed class PlanCompiler(ActivityCatalogue catalogue, ExpressionLanguages languages)
{
    public bool Knows(string type) => catalogue.FindActivity(type) is not null;

    public WorkflowPlan Compile(string key, int version, WorkflowDefinition definition)
    {
        var root = definition.Root ?? throw new ArgumentException($"The definition '{key}' has no root activity.", nameof(definition));
        return new Compilation(catalogue, languages, definition).Run(key, version, root);
    }

    private sealed class Compilation(ActivityCatalogue catalogue, ExpressionLanguages languages, WorkflowDefinition definition)
    {
        private static readonly HashSet<string> NoInputs =
            ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "connections", "variables", "cases", "states", "transitions", "$type", "$id"];

        private readonly List<PlanNode> _nodes = [];
        private readonly HashSet<string> _outputs = [.. definition.Outputs.Select(output => output.Name)];
        private readonly HashSet<string> _ids = [.. definition.AllActivities().Select(placed => placed.Node.Id)];
        private bool _keepsOutputs;

        public WorkflowPlan Run(string key, int version, ActivityNode root)
        {
            var scope = Scope(null, definition.Variables, definition.Inputs.Select(input => input.Name));
            Add(root, null, "root", -1, scope);
            return new()
            {
                Key = key,
                Version = version,
                Definition = definition,
                Nodes = [.. _nodes],
                Scope = scope,
                Inputs = [.. definition.Inputs.Select(Parameter)],
                Journal = definition.Journal,
                KeepFinished = definition.KeepFinished,
                KeepsOutputs = _keepsOutputs,
            };
        }

        private PlanNode Add(ActivityNode source, PlanNode? parent, string property, int position, PlanScope outer)
        {
            var variables = source.Variables;
            var scope = variables.Count == 0 ? outer : Scope(outer, variables);
            var node = new PlanNode
            {
                Index = _nodes.Count,
                Id = source.Id.Length > 0 ? source.Id : Named(source.Type),
                Type = source.Type,
                Name = source.Label,
                Json = source.Json,
                Behaviour = Behaviour(source),
                Parent = parent,
                Property = property,
                Position = position,
                Scope = scope,
            };
            if (variables.Count > 0) scope.Owner = node;
            _nodes.Add(node);
            AddInner(node, source);
            ReadMembers(node, source);
            node.Boundaries = [.. Boundaries.Of(source).Select(boundary => Boundary(boundary, scope))];
            node.Retry = Retry(source);
            node.CommitsAfter = !node.IsContainer && CommitsAfter(source);
            return node;
        }

        /// <summary>The activity's own strategy goes before that of the workflow.</summary>
        private bool CommitsAfter(ActivityNode source) => source.CustomProperties?.Text("commitStrategyName") switch
        {
            "Always" or "Executed" => true,
            "Never" => false,
            _ => definition.CommitsEachStep,
        };

        /// <summary>An activity without an id gets one from its type, as Elsa gives it; the same whenever this version is compiled.</summary>
        private string Named(string type)
        {
            var name = type[(type.LastIndexOf('.') + 1)..];
            for (var number = 1; ; number++)
                if (_ids.Add(name + number.ToString(System.Globalization.CultureInfo.InvariantCulture))) return name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        private Activity Behaviour(ActivityNode source)
        {
            if (catalogue.FindActivity(source.Type) is { } activity) return activity;
            return source.Json.Text("workflowDefinitionId") is { Length: > 0 }
                ? catalogue.FindActivity(WorkflowActivity.TypeName) ?? new UnknownActivity(source.Type)
                : new UnknownActivity(source.Type);
        }

        private void AddInner(PlanNode node, ActivityNode source)
        {
            var (activities, slots, cases) = (new List<PlanNode>(), new List<PlanNode>(), new Dictionary<string, PlanNode>(StringComparer.Ordinal));
            foreach (var inner in source.Embedded())
            {
                var isActivity = inner.Property == "activities";
                var child = Add(inner.Node, node, inner.Property, isActivity ? activities.Count : -1, node.Scope);
                (isActivity ? activities : slots).Add(child);
                if (inner is { Property: "cases", Label: { } label }) cases.TryAdd(label, child);
            }

            node.Activities = [.. activities];
            node.Slots = [.. slots];
            node.Cases = [.. source.Json.Objects("cases").Where(json => json.Member("condition") is not null).Select(json => Case(json, cases, node.Scope))];
            if (node.Behaviour is Flowchart) node.Flow = new(FlowLayout.Of(source));
            if (node.Behaviour is StateMachine) node.Machine = Machine(node, source);
        }

        private PlanCase Case(JsonObject json, Dictionary<string, PlanNode> activities, PlanScope scope)
        {
            var label = json.Text("label") ?? "";
            return new(label, Compile(Condition(json), "condition of " + label, scope), activities.GetValueOrDefault(label));
        }

        private MachinePlan Machine(PlanNode node, ActivityNode source)
        {
            return new(
                [.. source.Json.Objects("states").Select(json => new PlanState(json.Text("name") ?? "", Inner(json, "entry"), Inner(json, "exit")))],
                [.. source.Json.Objects("transitions").Select(json => new PlanTransition(
                    Name(json), json.Text("from") ?? "", json.Text("to") ?? "", Inner(json, "trigger"),
                    json.Member("condition") is null ? null : Compile(Condition(json), "condition of " + Name(json), node.Scope), Inner(json, "action")))]);

            static string Name(JsonObject json) => json.Text("name") is { Length: > 0 } name ? name : $"{json.Text("from")} -> {json.Text("to")}";

            PlanNode? Inner(JsonObject json, string member) => json.Member(member) is JsonObject inner ? Array.Find(node.Slots, slot => ReferenceEquals(slot.Json, inner)) : null;
        }

        private static ExpressionSource? Condition(JsonObject json) =>
            ExpressionSource.Read(json.Member("condition")) is { } source ? source with { TypeName = "Boolean" } : null;

        private void ReadMembers(PlanNode node, ActivityNode source)
        {
            var (inputs, outputs) = (new List<PlanInput>(), new List<PlanOutput>());
            var declared = node.Behaviour.Descriptor.Outputs;
            foreach (var (name, json) in source.Json)
            {
                var camel = JsonShapes.Camel(name);
                if (json is null || NoInputs.Contains(camel)) continue;
                if (json is JsonObject slot && ActivityNode.IsActivity(slot)) continue;
                if (source.OutputTarget(name) is { Length: > 0 } target) outputs.Add(Output(camel, target, node.Scope));
                if (declared.Any(output => output.Name == camel)) continue;
                if (ExpressionSource.Read(json) is { } input) inputs.Add(Input(camel, input, node.Scope));
            }

            node.Inputs = [.. inputs];
            node.Outputs = [.. outputs];
        }

        private PlanOutput Output(string name, string target, PlanScope scope) =>
            new(name, target, _outputs.Contains(target) && scope.Find(target) is null);

        private PlanInput Input(string name, ExpressionSource source, PlanScope scope) =>
            new(name, Compile(source, name, scope), TypeAlias.Of(source.TypeName, isArray: false));

        private CompiledExpression Compile(ExpressionSource? source, string place, PlanScope scope)
        {
            if (source is null) return new ConstantExpression(null);
            // The script of an activity is a literal that is an expression all the same.
            _keepsOutputs |= (place == "script" || source.Type is not ("Literal" or "Object")) && (source.Text.Contains("From", StringComparison.Ordinal) || source.Text.Contains("Output", StringComparison.Ordinal));
            try
            {
                return languages.Compile(source, scope.Sight);
            }
            catch (ExpressionSyntaxException fault)
            {
                return new BrokenExpression($"{place}: {fault.Message}");
            }
        }

        private PlanBoundary Boundary(Boundary source, PlanScope scope) => new()
        {
            Outcome = source.Outcome,
            IsTimer = source.IsTimer,
            Interrupts = source.IsInterrupting,
            Repeats = source.Repeats,
            What = source.IsTimer
                ? source.Duration is { } duration ? Input("duration", duration, scope) : Input("dueDate", source.DueDate ?? new("Literal", null, null), scope)
                : Input("eventName", source.EventName ?? new("Literal", null, null), scope),
            Calendar = source.Calendar is { } calendar ? Input("calendar", calendar, scope) : null,
            Correlation = source.CorrelationId is { } correlation ? Input("correlationId", correlation, scope) : null,
        };

        private static RetryPolicy? Retry(ActivityNode source) =>
            source.CustomProperties?.Object("retry") is { } json && json.Integer("attempts") is > 0 and var attempts
                ? new(attempts, ValueConversion.ToDuration(json.Text("delay")) ?? TimeSpan.FromSeconds(10))
                : null;

        private static PlanParameter Parameter(Parameter input) =>
            new(input.Name, TypeAlias.Of(input.TypeName, input.IsArray), DefaultOf(input.Json.Member("defaultValue"), TypeAlias.Of(input.TypeName, input.IsArray)));

        private static PlanScope Scope(PlanScope? outer, IReadOnlyList<Variable> variables, IEnumerable<string>? inputs = null)
        {
            var scope = new PlanScope(null, outer, [.. variables.Select(Variable)], inputs);
            foreach (var variable in scope.Variables) variable.Scope = scope;
            return scope;
        }

        private static PlanVariable Variable(Variable source, int slot)
        {
            var type = TypeAlias.Of(source.TypeName, source.IsArray);
            return new(source.Id, source.Name, type, DefaultOf(source.Default, type), slot);
        }

        /// <summary>Defaults are texts in Elsa's files, also of numbers, flags and JSON; one that does not fit its type is no default.</summary>
        private static object? DefaultOf(JsonNode? json, TypeAlias.Kind type)
        {
            try
            {
                var value = JsonValues.Read(json);
                var effective = type == TypeAlias.Kind.Any ? TypeAlias.Kind.Document : type;
                return value is string { Length: 0 } && type != TypeAlias.Kind.Text ? null : TypeAlias.Convert(value, effective);
            }
            catch (ActivityFaultException)
            {
                return null;
            }
        }
    }
}
