using Trasa.Feel.Syntax;

namespace Trasa.Feel.Functions;

/// <summary>Functions that the host registers beside the built-in ones; they come first when the names are the same. Immutable.</summary>
public sealed class FeelFunctions
{
    public static readonly FeelFunctions None = new([]);

    private readonly Dictionary<string, NativeFunction> _functions;

    private FeelFunctions(Dictionary<string, NativeFunction> functions)
    {
        _functions = functions;
        Trie.Add(functions.Keys);
    }

    internal NameTrie Trie { get; } = new();

    /// <summary>The registered forms, for completion lists.</summary>
    public IEnumerable<Signature> Signatures => _functions.Values.SelectMany(function => function.Signatures);

    /// <summary>The built-in forms, for completion lists.</summary>
    public static IEnumerable<Signature> BuiltIn => BuiltInFunctions.All.SelectMany(function => function.Signatures);

    /// <summary>
    /// These functions and one more form, e.g. <c>With("add working time(from: date and time, time: days and time duration): date and time", code)</c>.
    /// A name that is registered already gets a further form.
    /// </summary>
    /// <param name="signature">The form.</param>
    /// <param name="code">What it does.</param>
    /// <param name="help">What authors are told beside the form.</param>
    public FeelFunctions With(string signature, NativeCode code, string? help = null)
    {
        var parsed = Signature.Parse(signature, help);
        var functions = new Dictionary<string, NativeFunction>(_functions, StringComparer.Ordinal);
        functions[parsed.Name] = functions.TryGetValue(parsed.Name, out var known) ? known.Plus(parsed, code) : new NativeFunction(parsed.Name, [(parsed, code)]);
        return new FeelFunctions(functions);
    }

    /// <summary>
    /// As <see cref="With"/>, for what is asked of the world and changes with it. The answers are noted under the text of the
    /// call, <c>load of("anna")</c>: a decision keeps them with what it knew, and where a value of that name is given, the
    /// world is not asked.
    /// </summary>
    public FeelFunctions WithFact(string signature, NativeCode code)
    {
        var name = Signature.Parse(signature).Name;
        return With(signature, (call, arguments) => call.Evaluation.Fact($"{name}({string.Join(", ", arguments.Select(argument => Nodes.Describe.Value(argument)))})", call, arguments, code));
    }

    internal NativeFunction? Find(string name) => _functions.GetValueOrDefault(name);
}
