using System.Globalization;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Tests.Tables;

/// <summary>A random table, and what DMN 1.5, section 8.2.8 says that it answers: plain C# over the rows, one by one.</summary>
internal sealed class TableOracle
{
    private static readonly string[] Words = ["a", "b", "c", "d"];
    private static readonly (string Name, bool IsText)[] Columns = [("kind", true), ("amount", false), ("place", true)];

    private readonly Random _random;
    private readonly HitPolicy _policy;
    private readonly Aggregation _aggregation;
    private readonly (string Name, bool IsText)[] _inputs;
    private readonly string[] _outputs;
    private readonly object?[][] _allowed;
    private readonly object?[]? _defaults;

    public TableOracle(Random random, HitPolicy policy, Aggregation aggregation)
    {
        (_random, _policy, _aggregation) = (random, policy, aggregation);
        _inputs = Columns[..random.Next(1, 4)];
        // Totals are of numbers; two columns of them give two totals.
        _outputs = ["first", "second"];
        _outputs = _outputs[..random.Next(1, 3)];
        var numbers = aggregation != Aggregation.None;
        _allowed = [.. _outputs.Select((_, i) => Shuffled(numbers || i == 1 ? [3m, 1m, 2m, 7.5m] : ["high", "low", "middle"]))];
        _defaults = random.Next(3) == 0 ? [.. _allowed.Select(Pick)] : null;
        // Both below and above the eight rows from which bitmaps are used.
        Rows = [.. Enumerable.Range(1, random.Next(1, 24)).Select(number => new OracleRow("r" + number.ToString(CultureInfo.InvariantCulture), [.. _inputs.Select(NextCell)], [.. _allowed.Select(NextOutput)]))];
    }

    public IReadOnlyList<OracleRow> Rows { get; }

    public Dictionary<string, object?> NextInputs() => _inputs.ToDictionary(
        input => input.Name,
        input => _random.Next(10) == 0 ? null : input.IsText ? Words[_random.Next(Words.Length)] : (object)(decimal)_random.Next(0, 11));

    public IEnumerable<OracleRow> Matching(Dictionary<string, object?> inputs) => Rows.Where(row => row.Cells.Zip(_inputs).All(pair => pair.First.Holds(inputs[pair.Second.Name])));

    public object? Answer(Dictionary<string, object?> inputs)
    {
        var hits = Matching(inputs).Select(row => row.Outputs).ToArray();
        if (hits.Length == 0) return Nothing();
        return _policy switch
        {
            HitPolicy.Unique => hits.Length == 1 ? Shape(hits[0]) : null,
            HitPolicy.Any => hits.All(hit => hit.SequenceEqual(hits[0])) ? Shape(hits[0]) : null,
            HitPolicy.First => Shape(hits[0]),
            HitPolicy.Priority => Shape(ByPriority(hits).First()),
            HitPolicy.OutputOrder => ByPriority(hits).Select(Shape).ToArray(),
            HitPolicy.RuleOrder => hits.Select(Shape).ToArray(),
            HitPolicy.Collect => Collected(hits),
        };
    }

    public DecisionTable ToTable()
    {
        var table = TableText.Table(_policy, [.. _inputs.Select(input => input.Name)], _outputs) with { Aggregation = _aggregation };
        return table with
        {
            Outputs = [.. table.Outputs.Select((output, i) => output with { AllowedValues = string.Join(", ", _allowed[i].Select(Text)), Default = _defaults is null ? null : Text(_defaults[i]) })],
            Rules = [.. Rows.Select(row => new TableRule(row.Id, [.. row.Cells.Select(cell => cell.Text)], [.. row.Outputs.Select(Text)]))],
        };
    }

    public override string ToString() => string.Join(Environment.NewLine, Rows.Select(row => $"{row.Id}: {string.Join(" ; ", row.Cells.Select(cell => cell.Text))} | {string.Join(" ; ", row.Outputs.Select(Text))}"));

    private object? Nothing()
    {
        var listed = _policy is HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect && _aggregation == Aggregation.None;
        if (_defaults is not null) return listed ? new[] { Shape(_defaults) } : Shape(_defaults);
        if (listed) return Array.Empty<object?>();
        return _aggregation == Aggregation.Count ? 0m : null;
    }

    private object? Collected(object?[][] hits)
    {
        if (_aggregation == Aggregation.None) return hits.Select(Shape).ToArray();
        if (_aggregation == Aggregation.Count) return (decimal)hits.Length;
        // A total of which a part is unknown is unknown.
        return Shape([.. _outputs.Select((_, i) => hits.Any(hit => hit[i] is null) ? null : (object?)Total(hits.Select(hit => (decimal)hit[i]!)))]);
    }

    private decimal Total(IEnumerable<decimal> numbers) => _aggregation switch { Aggregation.Sum => numbers.Sum(), Aggregation.Min => numbers.Min(), _ => numbers.Max() };

    /// <summary>The first allowed value comes first, then the second column decides; equals keep the order of the rules.</summary>
    private IEnumerable<object?[]> ByPriority(object?[][] hits)
    {
        var ordered = hits.OrderBy(hit => Rank(hit, 0));
        for (var i = 1; i < _outputs.Length; i++)
        {
            var column = i;
            ordered = ordered.ThenBy(hit => Rank(hit, column));
        }
        return ordered;
    }

    private int Rank(object?[] hit, int column) => Array.IndexOf(_allowed[column], hit[column]) is >= 0 and var rank ? rank : int.MaxValue;

    private object? Shape(object?[] outputs) => outputs.Length == 1 ? outputs[0] : _outputs.Zip(outputs).ToDictionary(pair => pair.First, pair => pair.Second);

    private object? NextOutput(object?[] allowed) => _random.Next(14) == 0 ? null : Pick(allowed);

    private object? Pick(object?[] values) => values[_random.Next(values.Length)];

    private object?[] Shuffled(object?[] values)
    {
        _random.Shuffle(values);
        return values;
    }

    private OracleCell NextCell((string Name, bool IsText) input)
    {
        if (_random.Next(3) == 0) return new("-", _ => true);
        if (_random.Next(12) == 0) return new("null", value => value is null);
        return input.IsText ? NextWords() : NextNumber();
    }

    private OracleCell NextWords()
    {
        var chosen = Words.Where(_ => _random.Next(2) == 0).DefaultIfEmpty("a").ToArray();
        var listed = string.Join(", ", chosen.Select(word => $"\"{word}\""));
        return _random.Next(4) == 0
            ? new($"not({listed})", value => value is not string word || !chosen.Contains(word))
            : new(listed, value => value is string word && chosen.Contains(word));
    }

    private OracleCell NextNumber()
    {
        var (low, high) = ((decimal)_random.Next(0, 6), (decimal)_random.Next(6, 11));
        return _random.Next(8) switch
        {
            0 => Number(Text(low), number => number == low),
            1 => Number($"< {Text(high)}", number => number < high),
            2 => Number($">= {Text(low)}", number => number >= low),
            3 => Number($"[{Text(low)}..{Text(high)}]", number => number >= low && number <= high),
            4 => Number($"({Text(low)}..{Text(high)})", number => number > low && number < high),
            5 => Number($"{Text(low)}, > {Text(high - 1)}", number => number == low || number > high - 1),
            // What a range says of null is unknown, and so is the contrary.
            6 => Number($"not([{Text(low)}..{Text(high)}])", number => number < low || number > high),
            _ => Number($"? > {Text(low)} and ? <= {Text(high)}", number => number > low && number <= high),
        };
    }

    private static OracleCell Number(string text, Func<decimal, bool> holds) => new(text, value => value is decimal number && holds(number));

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>A cell as it is written, and what it means.</summary>
internal sealed record OracleCell(string Text, Func<object?, bool> Holds);

/// <summary>A row: its cells and its outputs.</summary>
internal sealed record OracleRow(string Id, OracleCell[] Cells, object?[] Outputs);
