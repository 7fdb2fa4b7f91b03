using Trasa.Feel.Syntax;

namespace Trasa.Feel.Functions;

/// <summary>The built-in functions (DMN 1.5, section 10.3.4), each family in a file of its own.</summary>
internal static class BuiltInFunctions
{
    // Filled once and only read from then on. A frozen one is not quicker to ask here, and takes a while to make.
    private static readonly Dictionary<string, NativeFunction> Functions = Collect();

    public static NameTrie Trie { get; } = new NameTrie().Add(Functions.Keys);

    public static IEnumerable<NativeFunction> All => Functions.Values;

    public static NativeFunction? Find(string name) => Functions.GetValueOrDefault(name);

    private static Dictionary<string, NativeFunction> Collect()
    {
        var functions = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        void Add(string text, NativeCode code)
        {
            var signature = Signature.Parse(text);
            functions[signature.Name] = functions.TryGetValue(signature.Name, out var known) ? known.Plus(signature, code) : new NativeFunction(signature.Name, [(signature, code)]);
        }
        NumberFunctions.AddTo(Add);
        RoundingFunctions.AddTo(Add);
        StringFunctions.AddTo(Add);
        PatternFunctions.AddTo(Add);
        BooleanFunctions.AddTo(Add);
        ListFunctions.AddTo(Add);
        ListChangeFunctions.AddTo(Add);
        StatisticsFunctions.AddTo(Add);
        ContextFunctions.AddTo(Add);
        TemporalFunctions.AddTo(Add);
        CalendarFunctions.AddTo(Add);
        RangeFunctions.AddTo(Add);
        IntervalFunctions.AddTo(Add);
        return functions;
    }
}
