using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;
using Trasa.Host.Forms;
using Trasa.Model.Workflows;

namespace Trasa.Host.Tests.Forms;

/// <summary>What the form editor offers and says, between a form and the steps that show it.</summary>
public sealed class FormSketchTests
{
    private static readonly TaskForm Decide = new()
    {
        Name = "Decide",
        Fields = [new() { Name = "amount", Type = FieldType.Money, ReadOnly = true }, new() { Name = "reason", Type = FieldType.LongText, Outcomes = ["Refuse"] }, new() { Name = "day", Type = FieldType.Date }],
        CommentRequired = ["Refuse"],
    };

    [Theory]
    [InlineData(0, 2, "reason,day,amount")]
    [InlineData(2, 0, "day,amount,reason")]
    [InlineData(1, 9, "amount,day,reason")]
    [InlineData(1, -3, "reason,amount,day")]
    public void Field_goes_where_it_is_dropped(int from, int to, string order) =>
        Assert.Equal(order, string.Join(',', Decide.Moved(from, to).Fields.Select(field => field.Name)));

    [Fact]
    public void Step_tells_its_buttons_what_it_fills_in_and_which_button_leads_nowhere()
    {
        var use = Assert.Single(Uses());

        Assert.Equal(("flow", "Flow", "Ask", "decide"), (use.Workflow, use.WorkflowName, use.Step, use.Form));
        Assert.Equal(["Agree", "Refuse"], use.Outcomes);
        Assert.Equal(["Refuse"], use.Unconnected);
        Assert.Equal(["amount", "openCases"], use.Given);
    }

    [Fact]
    public void Problems_name_the_step_and_what_does_not_fit()
    {
        var form = Decide with { CommentRequired = ["Refuse", "Reject"] };

        Assert.Equal(
            [
                "Flow, Ask: no arrow leaves from the button 'Refuse', so the workflow ends there.",
                "No step that shows this form has a button 'Reject'; there are Agree, Refuse.",
                "Flow, Ask: fills in 'openCases', and the form has no such field.",
            ],
            FormSketch.Problems(form, Uses()));
    }

    [Fact]
    public void What_the_workflow_knows_and_the_form_does_not_ask_is_offered_with_its_kind()
    {
        var offered = FormSketch.Offered(Decide, null, Uses()).ToList();

        Assert.Equal([("openCases", "Open cases", FieldType.Text, true), ("urgent", "Urgent", FieldType.Boolean, false)], offered.Select(field => (field.Name, field.Label!, field.Type!.Value, field.ReadOnly)));
    }

    [Fact]
    public void Difference_of_two_versions_is_said_in_sentences()
    {
        var after = Decide.Moved(2, 0).With(1, Decide.Fields[0] with { Label = "Sum", ReadOnly = false, Required = true }).Without(2).And(new() { Name = "files", Label = "Files", Type = FieldType.Boolean }).WithComment("Refuse", false);

        var said = FormDifference.Between("decide", FormText.Write(Decide), FormText.Write(after), RecordTypeSet.Of([]));

        Assert.Equal(
            [
                "“Files” was added.",
                "“reason” was removed.",
                "“Sum” was called “amount” before, is required now, can be filled in now.",
                "The order of the fields is now day, Sum, Files.",
                "“Refuse” no longer needs a comment.",
            ],
            said);
    }

    private static List<FormUse> Uses() =>
    [
        .. FormUse.In("flow", DefinitionReader.Read("""
            { "id": "flow", "definitionId": "flow", "name": "Flow", "version": 1,
              "variables": [ { "id": "urgent", "name": "urgent", "typeName": "Boolean" } ],
              "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1,
                "activities": [
                  { "id": "ask", "name": "Ask", "type": "Trasa.UserTask", "version": 1,
                    "form": { "typeName": "String", "expression": { "type": "Literal", "value": "decide" } },
                    "outcomes": { "typeName": "Object", "expression": { "type": "Object", "value": "[\"Agree\", \"Refuse\"]" } },
                    "given": { "typeName": "Object", "expression": { "type": "Feel", "value": "{amount: claim.amount, openCases: claim.open}" } } },
                  { "id": "end", "type": "Elsa.WriteLine", "version": 1, "text": "done" } ],
                "connections": [ { "source": { "activity": "ask", "port": "Agree" }, "target": { "activity": "end", "port": "In" } } ] } }
            """).Definition!),
    ];
}
