using Trasa.Feel.Compilation;
using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>Arithmetic by the kinds of both sides (DMN 1.5, tables 56 to 62).</summary>
internal static class Arithmetic
{
    public static FeelValue Calculate(Evaluation evaluation, FeelSpan span, ArithmeticOperator sign, in FeelValue left, in FeelValue right)
    {
        try
        {
            if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number) return Numbers(evaluation, span, sign, left.Number, right.Number);
            var result = sign switch
            {
                ArithmeticOperator.Add => Add(evaluation, span, left, right),
                ArithmeticOperator.Subtract => Subtract(left, right),
                ArithmeticOperator.Multiply => Multiply(left, right),
                ArithmeticOperator.Divide => Divide(evaluation, span, left, right),
                ArithmeticOperator.Power => null,
            };
            return result ?? WrongTypes(evaluation, span, sign, left, right);
        }
        catch (OverflowException)
        {
            return evaluation.Error(FeelCode.Overflow, span, "The result is larger than a number can be.");
        }
    }

    private static FeelValue Numbers(Evaluation evaluation, FeelSpan span, ArithmeticOperator sign, decimal left, decimal right) => sign switch
    {
        ArithmeticOperator.Add => FeelValue.Of(left + right),
        ArithmeticOperator.Subtract => FeelValue.Of(left - right),
        ArithmeticOperator.Multiply => Told(evaluation, span, left * right, left != 0 && right != 0),
        ArithmeticOperator.Divide => right == 0 ? DivisionByZero(evaluation, span) : Told(evaluation, span, left / right, left != 0),
        ArithmeticOperator.Power => Powers.Raise(left, right) is { } power
            ? Told(evaluation, span, power, left != 0)
            : evaluation.Error(FeelCode.Overflow, span, $"{left} ** {right} is not a number that can be held."),
    };

    /// <summary>A number too near to zero to be held is zero, and that is said.</summary>
    private static FeelValue Told(Evaluation evaluation, FeelSpan span, decimal result, bool isNotZero)
    {
        if (result == 0 && isNotZero) evaluation.Error(FeelCode.Overflow, span, "The result lies nearer to zero than a number can, and is taken for zero.");
        return FeelValue.Of(result);
    }

    private static FeelValue? Add(Evaluation evaluation, FeelSpan span, in FeelValue left, in FeelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.String, FeelKind.String):
                evaluation.CheckStringLength((long)left.Text.Length + right.Text.Length, span);
                evaluation.Charge(left, span);
                evaluation.Charge(right, span);
                return FeelValue.Of(left.Text + right.Text);
            case (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration):
                return FeelValue.OfMonths(left.Number + right.Number);
            case (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration):
                return FeelValue.OfSeconds(left.Number + right.Number);
            case (FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration, FeelKind.Date or FeelKind.Time or FeelKind.DateTime):
                return Shift(right, left, 1);
            default:
                return Shift(left, right, 1);
        }
    }

    private static FeelValue? Subtract(in FeelValue left, in FeelValue right) => (left.Kind, right.Kind) switch
    {
        (FeelKind.YearsMonthsDuration, FeelKind.YearsMonthsDuration) => FeelValue.OfMonths(left.Number - right.Number),
        (FeelKind.DaysTimeDuration, FeelKind.DaysTimeDuration) => FeelValue.OfSeconds(left.Number - right.Number),
        (FeelKind.Date, FeelKind.Date) => FeelValue.OfSeconds((left.Date.DayNumber - right.Date.DayNumber) * (decimal)FeelTime.SecondsOfDay),
        (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime) => Elapsed(Moment(left).Minus(Moment(right))),
        (FeelKind.Time, FeelKind.Time) => Elapsed(left.Time.Minus(right.Time)),
        _ => Shift(left, right, -1),
    };

    private static FeelValue? Multiply(in FeelValue left, in FeelValue right) => (left.Kind, right.Kind) switch
    {
        (FeelKind.YearsMonthsDuration, FeelKind.Number) or (FeelKind.Number, FeelKind.YearsMonthsDuration) => FeelValue.OfMonths(decimal.Truncate(left.Number * right.Number)),
        (FeelKind.DaysTimeDuration, FeelKind.Number) or (FeelKind.Number, FeelKind.DaysTimeDuration) => FeelValue.OfSeconds(left.Number * right.Number),
        _ => null,
    };

    private static FeelValue? Divide(Evaluation evaluation, FeelSpan span, in FeelValue left, in FeelValue right)
    {
        if (left.Kind is not (FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration) || (right.Kind != FeelKind.Number && right.Kind != left.Kind)) return null;
        if (right.Number == 0) return DivisionByZero(evaluation, span);
        var ratio = left.Number / right.Number;
        if (right.Kind == left.Kind) return FeelValue.Of(ratio);
        return left.Kind == FeelKind.YearsMonthsDuration ? FeelValue.OfMonths(decimal.Truncate(ratio)) : FeelValue.OfSeconds(decimal.Round(ratio, 9));
    }

    /// <summary>A date, time or moment moved by a duration; null when the two do not fit or the calendar ends.</summary>
    private static FeelValue? Shift(in FeelValue moment, in FeelValue duration, int sign) => (moment.Kind, duration.Kind) switch
    {
        (FeelKind.Date, FeelKind.YearsMonthsDuration) => moment.Date.AddMonths(sign * duration.Number) is { } date ? FeelValue.Of(date) : null,
        (FeelKind.Date, FeelKind.DaysTimeDuration) => FeelDateTime.MidnightUtc(moment.Date).AddSeconds(sign * duration.Number) is { } shifted ? FeelValue.Of(shifted.Date) : null,
        (FeelKind.DateTime, FeelKind.YearsMonthsDuration) => moment.DateTime.AddMonths(sign * duration.Number) is { } later ? FeelValue.Of(later) : null,
        (FeelKind.DateTime, FeelKind.DaysTimeDuration) => moment.DateTime.AddSeconds(sign * duration.Number) is { } later ? FeelValue.Of(later) : null,
        (FeelKind.Time, FeelKind.DaysTimeDuration) => FeelValue.Of(FeelTime.OfSeconds(moment.Time.Seconds + sign * duration.Number, moment.Time.Zone)),
        _ => null,
    };

    private static FeelDateTime Moment(in FeelValue value) => value.Kind == FeelKind.Date ? FeelDateTime.MidnightUtc(value.Date) : value.DateTime;

    private static FeelValue? Elapsed(decimal? seconds) => seconds is { } known ? FeelValue.OfSeconds(known) : null;

    private static FeelValue DivisionByZero(Evaluation evaluation, FeelSpan span) =>
        evaluation.Error(FeelCode.DivisionByZero, span, "A division by zero has no result.");

    private static FeelValue WrongTypes(Evaluation evaluation, FeelSpan span, ArithmeticOperator sign, in FeelValue left, in FeelValue right)
    {
        var (a, b) = (Describe.Value(left), Describe.Value(right));
        return evaluation.Error(FeelCode.WrongType, span, $"{a} {Sign(sign)} {b}: {Describe.Kind(left)} and {Describe.Kind(right)} do not go together here.", a, b);
    }

    private static string Sign(ArithmeticOperator sign) => sign switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.Power => "**",
    };
}
