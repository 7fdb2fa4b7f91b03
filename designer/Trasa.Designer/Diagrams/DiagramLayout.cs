using Trasa.Model.Workflows;

namespace Trasa.Designer.Diagrams;

/// <summary>
/// Where the activities of a definition stand: where a person put them, else in layers from the start. Containers are
/// opened when the root has nothing else to show.
/// </summary>
public sealed class DiagramLayout
{
    public const double NodeWidth = 196;

    public const double NodeHeight = 54;

    private const double LayerGap = 62;

    private const double SiblingGap = 26;

    private const double Margin = 16;

    private DiagramLayout(IReadOnlyList<DiagramNode> nodes, IReadOnlyList<DiagramArrow> arrows)
    {
        var (left, top) = nodes.Count == 0 ? (0, 0) : (nodes.Min(node => node.X) - Margin, nodes.Min(node => node.Y) - Margin);
        Nodes = [.. nodes.Select(node => node with { X = node.X - left, Y = node.Y - top })];
        var byId = Nodes.ToDictionary(node => node.Activity.Id);
        Arrows = [.. arrows.Where(arrow => byId.ContainsKey(arrow.From) && byId.ContainsKey(arrow.To))];
        Width = Nodes.Count == 0 ? 0 : Nodes.Max(node => node.X) + NodeWidth + Margin;
        Height = Nodes.Count == 0 ? 0 : Nodes.Max(node => node.Y) + NodeHeight + Margin;
    }

    public IReadOnlyList<DiagramNode> Nodes { get; }

    public IReadOnlyList<DiagramArrow> Arrows { get; }

    public double Width { get; }

    public double Height { get; }

    public static DiagramLayout Of(WorkflowDefinition definition)
    {
        if (definition.Root is not { } root) return new([], []);
        var activities = root.Activities.Count > 0 ? root.Activities : [root];
        List<DiagramArrow> arrows = root.Connections.Count > 0
            ? [.. root.Connections.Where(arrow => arrow is { SourceId: not null, TargetId: not null }).Select(arrow => new DiagramArrow(arrow.SourceId!, arrow.TargetId!, arrow.SourcePort))]
            : [.. activities.Zip(activities.Skip(1), (from, to) => new DiagramArrow(from.Id, to.Id, Connection.DefaultPort))];
        var placed = activities.All(activity => activity.Position is not null) && activities.Select(activity => activity.Position).Distinct().Count() == activities.Count;
        return new(placed ? AsDrawn(activities) : InLayers(activities, arrows), arrows);
    }

    private static List<DiagramNode> AsDrawn(IReadOnlyList<ActivityNode> activities) =>
        [.. activities.Select(activity => new DiagramNode(activity, activity.Position!.Value.X, activity.Position.Value.Y, Inner(activity)))];

    private static List<DiagramNode> InLayers(IReadOnlyList<ActivityNode> activities, List<DiagramArrow> arrows)
    {
        var layers = Layers(activities, arrows);
        var rows = activities.GroupBy(activity => layers[activity.Id]).OrderBy(layer => layer.Key);
        return
        [
            .. from row in rows
               from place in row.Select((activity, index) => (activity, index))
               let shift = (place.index - ((row.Count() - 1) / 2.0)) * (NodeWidth + SiblingGap)
               select new DiagramNode(place.activity, shift, row.Key * (NodeHeight + LayerGap), Inner(place.activity)),
        ];
    }

    /// <summary>The longest way from a start to each activity; a way back does not count.</summary>
    private static Dictionary<string, int> Layers(IReadOnlyList<ActivityNode> activities, List<DiagramArrow> arrows)
    {
        var layers = activities.ToDictionary(activity => activity.Id, _ => 0);
        var following = arrows.Where(arrow => layers.ContainsKey(arrow.From) && layers.ContainsKey(arrow.To)).ToLookup(arrow => arrow.From, arrow => arrow.To);
        var open = new HashSet<string>();
        var done = new HashSet<string>();
        var order = new Stack<string>();
        foreach (var activity in activities) Visit(activity.Id);
        foreach (var id in order)
            foreach (var next in following[id].Where(next => !IsBack(id, next)))
                layers[next] = Math.Max(layers[next], layers[id] + 1);
        return layers;

        void Visit(string id)
        {
            if (done.Contains(id) || !open.Add(id)) return;
            foreach (var next in following[id]) Visit(next);
            open.Remove(id);
            done.Add(id);
            order.Push(id);
        }

        bool IsBack(string from, string to) => order.TakeWhile(id => id != from).Contains(to);
    }

    private static int Inner(ActivityNode activity) => activity.Embedded().Count();
}

/// <param name="Activity">The activity.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Inner">How many activities stand inside it.</param>
public sealed record DiagramNode(ActivityNode Activity, double X, double Y, int Inner);

/// <param name="From">Activity id.</param>
/// <param name="To">Activity id.</param>
/// <param name="Outcome">What it leaves by.</param>
public sealed record DiagramArrow(string From, string To, string Outcome);
