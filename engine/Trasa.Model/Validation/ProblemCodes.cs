namespace Trasa.Model.Validation;

/// <summary>The codes of problems. They appear in builds and help texts: never change one.</summary>
public static class ProblemCodes
{
    /// <summary>A file is larger than a limit allows.</summary>
    public const string Limit = "WF001";

    /// <summary>The file is not JSON.</summary>
    public const string NotJson = "WF002";

    /// <summary>The file is JSON, but not an object.</summary>
    public const string NotAnObject = "WF003";

    /// <summary>There is no root activity.</summary>
    public const string NoRoot = "WF004";

    public const string NoId = "WF010";
    public const string DuplicateId = "WF011";
    public const string DuplicateVariable = "WF012";

    /// <summary>An arrow from or to an activity that is not in the flowchart.</summary>
    public const string LooseConnection = "WF013";

    /// <summary>An arrow by an outcome that the activity never has.</summary>
    public const string UnknownOutcome = "WF014";

    /// <summary>An activity that no arrow leads to.</summary>
    public const string Unreachable = "WF015";

    /// <summary>A join for all branches of which two exclude each other.</summary>
    public const string JoinNeverCompletes = "WF016";

    public const string MissingInput = "WF017";

    /// <summary>An expression that its language cannot read.</summary>
    public const string BadExpression = "WF018";

    public const string UnknownType = "WF019";

    /// <summary>A flowchart that says nowhere where it starts.</summary>
    public const string NoStart = "WF020";

    /// <summary>An arrow into the middle of a loop.</summary>
    public const string UnsoundLoop = "WF021";

    public const string BreakOutsideLoop = "WF022";

    /// <summary>An input that its activity cannot use.</summary>
    public const string BadInput = "WF023";

    /// <summary>A state that is not there, or twice.</summary>
    public const string UnknownState = "WF024";

    /// <summary>Compensable work outside of a try.</summary>
    public const string NeverUndone = "WF025";

    /// <summary>A person, position, team, decision, template, ... that is not there or has left.</summary>
    public const string UnknownReference = "WF026";

    /// <summary>An expression that reads a name that nothing gives a value.</summary>
    public const string UnknownVariable = "WF027";

    /// <summary>An expression that brings kinds of values together that never go together.</summary>
    public const string WrongKind = "WF028";

    /// <summary>An entry of a context that reads an earlier entry of it in the place of a variable.</summary>
    public const string HiddenVariable = "WF029";

    /// <summary>An input or output whose name a file cannot hold beside what is there already.</summary>
    public const string TakenName = "WF030";
}
