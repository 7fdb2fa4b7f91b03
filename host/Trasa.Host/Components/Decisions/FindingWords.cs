using System.Text.RegularExpressions;
using Trasa.Feel;

namespace Trasa.Host.Components.Decisions;

/// <summary>What a rule author can do about what FEEL says, by its code.</summary>
internal static partial class FindingWords
{
    /// <summary>Takes <c>FEEL-007 Stages: there is no value ...</c> apart; what has no code is a sentence.</summary>
    public static (string? Code, string Sentence) Read(string text) =>
        Coded().Match(text) is { Success: true } match ? (match.Groups["code"].Value, match.Groups["sentence"].Value) : (null, text);

    /// <summary>A sentence, or null for a code that is not known here.</summary>
    public static string? Advice(string? code) =>
        code is not null && int.TryParse(code.AsSpan(code.IndexOf('-', StringComparison.Ordinal) + 1), out var number) && Enum.IsDefined((FeelCode)number) ? Advice((FeelCode)number) : null;

    public static string Advice(FeelCode code) => code switch
    {
        FeelCode.Syntax => "Correct the expression; the place is marked where it is edited.",
        FeelCode.UnknownName => "Give it a value, or use the name of an input or of a decision that this one needs, written exactly as there.",
        FeelCode.UnknownFunction => "Choose a function from the list that opens while you type.",
        FeelCode.WrongArguments => "Give the function what it asks for; the list that opens while you type says what that is.",
        FeelCode.WrongType => "Convert the value first, or say what holds without it, e.g. if x = null then 0 else x.",
        FeelCode.InvalidValue => "Give a value that exists, e.g. a date as 2026-04-24.",
        FeelCode.NotComparable => "Compare values of one kind, and say what holds while one is missing, e.g. x != null and x > 500.",
        FeelCode.Overflow => "Calculate with smaller numbers.",
        FeelCode.DivisionByZero => "Say what holds when the divisor is 0, e.g. if n = 0 then null else total / n.",
        FeelCode.NoSuchMember => "Correct the name after the dot, or have the value given by whoever asks.",
        FeelCode.IndexOutOfRange => "Positions run from 1 to the length; ask for count(list) first.",
        FeelCode.TypeMismatch => "Give a value of that type, or change the type of the input.",
        FeelCode.LimitExceeded => "Make the expression or its lists smaller, or divide it over several decisions.",
        FeelCode.UnknownType => "Choose one of FEEL's types or one that the file declares.",
        FeelCode.DuplicateKey => "Give every entry a name of its own.",
        FeelCode.NotAFunction => "Leave out the brackets behind it, or name a function.",
        FeelCode.InvalidPattern => "Correct the pattern; a backslash is written twice in a text.",
        FeelCode.HitPolicyViolated => "Make the rows exclude each other, or choose another hit policy; the editor shows which rows overlap.",
        FeelCode.ValueNotAllowed => "Add the value to the allowed values of the column, or correct what is given.",
        FeelCode.MissingLogic => "Fill in the empty place, or remove the decision.",
    };

    [GeneratedRegex("^(?<code>[A-Z]+-[0-9]{3}) (?<sentence>.+)$", RegexOptions.Singleline)]
    private static partial Regex Coded();
}
