using System.Text.Json.Nodes;
using System.Xml.Linq;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Bpmn;

/// <summary>
/// What is drawn beside the activities of a flowchart: lanes (BPMN 2.0, 10.8), groups and notes. Here they stand in the
/// flowchart's custom properties; a lane holds the activities whose head it covers.
/// </summary>
internal static class BpmnMarks
{
    /// <summary>How far below its top the head of a card has its middle, as the canvas draws it.</summary>
    private const double HeadMiddle = 31;

    private const double CardWidth = 200;
    private static readonly XName s_who = BpmnNames.Trasa + "who";
    private static readonly XName s_title = BpmnNames.Trasa + "title";

    public static void Write(XElement process, ActivityNode owner, IReadOnlyList<ActivityNode> activities, Func<string, string> id, List<XElement> shapes)
    {
        if (owner.CustomProperties is not { } custom) return;
        var (left, right) = (activities.Min(activity => activity.Position?.X) ?? 0, (activities.Max(activity => activity.Position?.X) ?? 0) + CardWidth);
        var lanes = custom.Objects("lanes").ToList();
        if (lanes.Count > 0) process.Add(new XElement(BpmnNames.Bpmn + "laneSet", new XAttribute("id", $"{id(owner.Id)}_lanes"), lanes.Select(Lane)));
        process.Add(custom.Objects("groups").Select(Group));
        process.Add(custom.Objects("notes").Select(Note));

        string Mark(JsonObject mark) => $"{id(owner.Id)}_{id(mark.Text("id") ?? "mark")}";

        XElement Lane(JsonObject lane)
        {
            var band = Bounds(lane) with { X = left - 80, Width = right - left + 140 };
            shapes.Add(band.Outwards().Shape(Mark(lane), new XAttribute("isHorizontal", "true")));
            var members = activities.Where(activity => activity.Position is { } at && at.Y + HeadMiddle >= band.Y && at.Y + HeadMiddle < band.Y + band.Height);
            return new(
                BpmnNames.Bpmn + "lane", new XAttribute("id", Mark(lane)), new XAttribute("name", lane.Text("title") ?? ""), new XAttribute(s_who, lane.Text("who") ?? ""),
                members.Select(activity => new XElement(BpmnNames.Bpmn + "flowNodeRef", id(activity.Id))));
        }

        XElement Group(JsonObject group)
        {
            shapes.Add(Bounds(group).Outwards().Shape(Mark(group)));
            return new(BpmnNames.Bpmn + "group", new XAttribute("id", Mark(group)), new XAttribute(s_title, group.Text("title") ?? ""));
        }

        XElement Note(JsonObject note)
        {
            shapes.Add(Bounds(note).Outwards().Shape(Mark(note)));
            return new(BpmnNames.Bpmn + "textAnnotation", new XAttribute("id", Mark(note)), new XElement(BpmnNames.Bpmn + "text", note.Text("text") ?? ""));
        }
    }

    /// <summary>The people of each element by its lane: <c>position:</c> and the lane's name where the file does not say who.</summary>
    public static Dictionary<string, string> People(XElement process, List<BpmnNote> notes)
    {
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var lane in Lanes(process))
        {
            var who = Who(lane);
            if (who.Length > 0)
                foreach (var member in lane.Elements(BpmnNames.Bpmn + "flowNodeRef")) people[member.Value.Trim()] = who;
            if (lane.Attribute(s_who) is not null) notes.Add(new(BpmnFate.Kept, "lane", Title(lane), "A lane."));
            else notes.Add(new(BpmnFate.Degraded, "lane", Title(lane), $"Its user tasks go to {who}; check that this position is there."));
        }

        return people;
    }

    public static JsonObject Read(XElement process, Dictionary<string, BpmnBounds> places, List<BpmnNote> notes)
    {
        var custom = new JsonObject();
        Add("lanes", "lane", [.. Lanes(process).Where(lane => places.ContainsKey(lane.Text("id") ?? ""))], lane => new() { ["title"] = Title(lane), ["who"] = Who(lane) }, "");
        Add("groups", "group", [.. process.Elements(BpmnNames.Bpmn + "group")], group => new() { ["title"] = group.Attribute(s_title)?.Value ?? "" }, "A group.");
        Add("notes", "note", [.. process.Elements(BpmnNames.Bpmn + "textAnnotation")], note => new() { ["text"] = note.Child("text")?.Value ?? "" }, "A note.");
        return custom;

        void Add(string list, string stem, IReadOnlyList<XElement> elements, Func<XElement, JsonObject> read, string note)
        {
            if (elements.Count == 0) return;
            custom[list] = new JsonArray([.. elements.Select((element, index) => Placed(read(element), $"{stem}{index + 1}", places.GetValueOrDefault(element.Text("id") ?? "")))]);
            if (note.Length > 0) notes.AddRange(elements.Select(element => new BpmnNote(BpmnFate.Kept, element.Name.LocalName, "", note)));
        }
    }

    private static JsonObject Placed(JsonObject mark, string id, BpmnBounds at)
    {
        mark["id"] = id;
        (mark["x"], mark["y"]) = (at.X, at.Y);
        (mark["width"], mark["height"]) = (at.Width > 0 ? at.Width : 220, at.Height > 0 ? at.Height : 110);
        return mark;
    }

    private static IEnumerable<XElement> Lanes(XElement process) => process.Elements(BpmnNames.Bpmn + "laneSet").Elements(BpmnNames.Bpmn + "lane");

    private static string Title(XElement lane) => lane.Text("name") ?? lane.Text("id") ?? "";

    private static string Who(XElement lane) => lane.Attribute(s_who)?.Value ?? $"position:{BpmnNames.Slug(Title(lane))}";

    private static BpmnBounds Bounds(JsonObject mark) => new(Number(mark, "x"), Number(mark, "y"), Number(mark, "width"), Number(mark, "height"));

    private static double Number(JsonObject mark, string name) => mark.Member(name) is JsonValue value && value.TryGetValue<double>(out var number) ? number : 0;
}
