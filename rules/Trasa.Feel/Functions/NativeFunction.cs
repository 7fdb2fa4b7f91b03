using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>The code of a native function. There are as many arguments as the form has parameters; those left out are null.</summary>
public delegate FeelValue NativeCode(FeelCall call, FeelValue[] arguments);

/// <summary>A function in C#, with one or more forms; the first form that takes the number or the names of the arguments is used.</summary>
internal sealed class NativeFunction(string name, (Signature Signature, NativeCode Code)[] forms) : FeelFunction
{
    // What these do takes as long for a long argument as for a short one.
    private readonly bool _isQuick = name is "count" or "get value";

    public override string Name => name;

    public override IReadOnlyList<string> Parameters { get; } = [.. forms[0].Signature.Parameters.Select(parameter => parameter.Name)];

    public override FunctionType Type { get; } = new(
        [.. forms[0].Signature.Parameters.Select(p => p.Types.Count == 1 ? p.Types[0] : FeelType.Any)], forms[0].Signature.Result);

    /// <summary>Whether one of the forms can be called as a function type says: <c>sum</c> takes two numbers as well as a list.</summary>
    public override bool Fits(FunctionType wanted) => Array.Exists(forms, form => Fits(form.Signature, wanted));

    public IEnumerable<Signature> Signatures => forms.Select(form => form.Signature);

    public NativeFunction Plus(Signature signature, NativeCode code) => new(name, [.. forms, (signature, code)]);

    internal override FeelValue Invoke(FeelCall call, FeelValue[] arguments)
    {
        FeelParameter? refused = null;
        foreach (var (signature, code) in forms)
        {
            if (arguments.Length < signature.Required || (arguments.Length > signature.Parameters.Count && !signature.IsVariadic)) continue;
            var filled = signature.IsVariadic ? Gather(signature, arguments) : Fill(signature, arguments);
            if (Fit(signature, filled, ref refused) is { } fitting) return Run(code, call, fitting);
        }
        return Refuse(call, refused, arguments.Length + " arguments do");
    }

    internal override FeelValue InvokeNamed(FeelCall call, string[] names, FeelValue[] arguments)
    {
        FeelParameter? refused = null;
        // Forms with the same names differ in their order: before(point, range) and before(range, point).
        foreach (var (signature, code) in forms.OrderBy(form => IsInOrder(form.Signature, names) ? 0 : 1))
            if (Arrange(signature, names, arguments) is { } arranged && Fit(signature, arranged, ref refused) is { } fitting) return Run(code, call, fitting);
        return Refuse(call, refused, $"The arguments {string.Join(", ", names)} do");
    }

    private static bool IsInOrder(Signature signature, string[] names) => signature.Parameters.Select(parameter => parameter.Name).SequenceEqual(names);

    private FeelValue Run(NativeCode code, FeelCall call, FeelValue[] arguments)
    {
        call.Evaluation.Step(call.Span);
        if (!_isQuick)
            foreach (ref readonly var argument in arguments.AsSpan()) call.Evaluation.Charge(argument, call.Span);
        try
        {
            return code(call, arguments);
        }
        catch (OverflowException)
        {
            return call.Error(FeelCode.Overflow, "The result is larger than a number can be.");
        }
    }

    private FeelValue Refuse(FeelCall call, FeelParameter? refused, string given) => refused is null
        ? call.Error(FeelCode.WrongArguments, $"{given} not fit {Forms()}.")
        : call.Error(FeelCode.WrongArguments, $"The value given for {refused.Name} does not fit {Forms()}.", refused.Name);

    private static bool Fits(Signature signature, FunctionType wanted)
    {
        if (wanted.Parameters.Count < signature.Required || (wanted.Parameters.Count > signature.Parameters.Count && !signature.IsVariadic)) return false;
        for (var i = 0; i < wanted.Parameters.Count; i++)
        {
            var parameter = signature.Parameters[Math.Min(i, signature.Parameters.Count - 1)];
            if (parameter.Types.Count > 0 && !parameter.Types.Any(type => wanted.Parameters[i].ConformsTo(type))) return false;
        }
        return ReferenceEquals(signature.Result, FeelType.Any) || signature.Result.ConformsTo(wanted.Result);
    }

    private string Forms() => string.Join(" or ", forms.Select(form => form.Signature.Text));

    private static FeelValue[] Fill(Signature signature, FeelValue[] arguments)
    {
        if (arguments.Length == signature.Parameters.Count) return arguments;
        var filled = new FeelValue[signature.Parameters.Count];
        arguments.CopyTo(filled, 0);
        for (var i = arguments.Length; i < filled.Length; i++) filled[i] = FeelValue.Unset;
        return filled;
    }

    private static FeelValue[] Gather(Signature signature, FeelValue[] arguments)
    {
        var fixedCount = signature.Parameters.Count - 1;
        return [.. arguments[..fixedCount], FeelValue.Of(arguments[fixedCount..])];
    }

    private static FeelValue[]? Arrange(Signature signature, string[] names, FeelValue[] arguments)
    {
        var arranged = new FeelValue[signature.Parameters.Count];
        Array.Fill(arranged, FeelValue.Unset);
        for (var i = 0; i < names.Length; i++)
        {
            var at = 0;
            while (at < arranged.Length && signature.Parameters[at].Name != names[i]) at++;
            if (at == arranged.Length) return null;
            arranged[at] = arguments[i];
        }
        for (var i = 0; i < arranged.Length; i++)
            if (arranged[i].IsUnset && !signature.Parameters[i].IsOptional) return null;
        return arranged;
    }

    /// <summary>The arguments as the parameters take them; null, with the parameter that refused, when one does not fit.</summary>
    private static FeelValue[]? Fit(Signature signature, FeelValue[] arguments, ref FeelParameter? refused)
    {
        var fitted = arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (signature.IsVariadic && i == arguments.Length - 1) continue;
            var (parameter, value) = (signature.Parameters[i], arguments[i]);
            if ((value.IsUnset ? FeelValue.Null : Fit(parameter, value)) is not { } fitting)
            {
                refused ??= parameter;
                return null;
            }
            if (fitting.Kind == value.Kind && ReferenceEquals(fitting.Reference, value.Reference)) continue;
            if (ReferenceEquals(fitted, arguments)) fitted = [.. arguments];
            fitted[i] = fitting;
        }
        return fitted;
    }

    private static FeelValue? Fit(FeelParameter parameter, in FeelValue value)
    {
        if (value.IsNull) return parameter.TakesNull ? value : null;
        if (parameter.Types.Count == 0) return value;
        foreach (var type in parameter.Types)
            if (type.Holds(value)) return value;
        foreach (var type in parameter.Types)
            if (type.Coerce(value) is { } fitting) return fitting;
        return null;
    }
}
