using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Bpmn;

/// <summary>Which BPMN element an activity is shown as.</summary>
internal static class BpmnTypes
{
    public static string Of(ActivityNode activity) => activity.Type switch
    {
        "Elsa.Start" => "startEvent",
        "Elsa.End" or "Elsa.Finish" or "Elsa.Complete" or "Elsa.Fault" => "endEvent",
        "Elsa.Event" or "Elsa.Timer" or "Elsa.Cron" or "Elsa.StartAt" when activity.CanStartWorkflow => "startEvent",
        "Elsa.Event" or "Elsa.Delay" or "Trasa.Delay" or "Elsa.Timer" or "Elsa.StartAt" or "Elsa.Cron" => "intermediateCatchEvent",
        "Elsa.PublishEvent" => "intermediateThrowEvent",
        "Trasa.UserTask" => "userTask",
        "Elsa.RunJavaScript" => "scriptTask",
        "Trasa.Decide" or "Trasa.Assign" => "businessRuleTask",
        "Trasa.SendMessage" or "Trasa.Notify" => "sendTask",
        "Elsa.FlowDecision" or "Elsa.FlowSwitch" => "exclusiveGateway",
        "Elsa.FlowFork" or "Elsa.FlowJoin" => "parallelGateway",
        "Elsa.Flowchart" or "Elsa.Sequence" => "subProcess",
        "Elsa.ExecuteWorkflow" or "Elsa.DispatchWorkflow" => "callActivity",
        _ => "serviceTask",
    };

    public static BpmnNote Note(ActivityNode activity, string element) => activity.Type switch
    {
        "Elsa.FlowJoin" when activity.Input("mode") is { Text: not ("WaitAll" or "") } => new(BpmnFate.Degraded, element, activity.Label, "Other tools see a gateway that waits for all; here it does not."),
        "Elsa.Fault" or "Elsa.Finish" or "Elsa.Complete" => new(BpmnFate.Degraded, element, activity.Label, $"Other tools see a plain end; here it is {activity.Type}."),
        _ when activity.Embedded().Any() && activity.Type is not ("Elsa.Flowchart" or "Elsa.Sequence") => new(BpmnFate.Degraded, element, activity.Label, $"Other tools see one task; what is inside of {activity.Type} is kept in the file."),
        _ when element == "serviceTask" => new(BpmnFate.Degraded, element, activity.Label, $"Other tools see a service task; here it is {activity.Type}."),
        _ => new(BpmnFate.Kept, element, activity.Label, activity.Type),
    };

    /// <summary>The condition of an arrow that leaves a choice.</summary>
    public static string? Condition(ActivityNode source, string port) => source.Type switch
    {
        "Elsa.FlowDecision" when source.Input("condition") is { } condition => port == "True" ? condition.Text : $"not({condition.Text})",
        "Elsa.FlowSwitch" => source.Json.Objects("cases").FirstOrDefault(choice => choice.Text("label") == port)?.Object("condition")?.Text("value"),
        _ => null,
    };
}
