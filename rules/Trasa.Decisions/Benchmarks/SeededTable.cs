using System.Globalization;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Benchmarks;

/// <summary>A rule in plain C#: what the measured tables are compared with before anything is timed.</summary>
internal sealed record PlainRule(string[]? Region, string? Product, decimal? MinAmount, decimal? MaxAge, string? Channel)
{
    public bool Matches(in PlainInput input) =>
        (Region is null || Region.Contains(input.Region)) && (Product is null || Product == input.Product)
        && (MinAmount is null || input.Amount >= MinAmount) && (MaxAge is null || input.Age < MaxAge) && (Channel is null || Channel == input.Channel);
}

/// <summary>A set of inputs: string, string, number, number, string.</summary>
internal readonly record struct PlainInput(string Region, string Product, decimal Amount, decimal Age, string Channel);

/// <summary>A table of five inputs and two outputs, the same for the same seed and size.</summary>
internal sealed class SeededTable
{
    public static readonly string[] Variables = ["region", "product", "amount", "age", "channel"];

    private static readonly string[] Channels = ["mail", "phone", "web", "portal"];

    // Larger tables ask more of an input, so that FIRST looks at some 600 of 1,000 rows and at some 25 of 50.
    private readonly double _openness;
    private readonly Random _random;
    private readonly string[] _regions = [.. Enumerable.Range(0, 12).Select(i => "region" + i.ToString(CultureInfo.InvariantCulture))];
    private readonly string[] _products = [.. Enumerable.Range(0, 25).Select(i => "product" + i.ToString(CultureInfo.InvariantCulture))];

    public SeededTable(int seed, int rules)
    {
        _random = new Random(seed);
        _openness = rules > 200 ? 0.1 : 0.4;
        Rules = [.. Enumerable.Range(0, rules).Select(_ => NextRule())];
    }

    public IReadOnlyList<PlainRule> Rules { get; }

    public PlainInput NextInput() => new(Pick(_regions), Pick(_products), _random.Next(0, 10_000), _random.Next(18, 90), Pick(Channels));

    public DecisionTable ToTable(HitPolicy policy) => new()
    {
        HitPolicy = policy,
        Inputs = [.. Variables.Select((name, i) => new TableInput("in" + i.ToString(CultureInfo.InvariantCulture), null, name) { TypeRef = i is 2 or 3 ? "number" : "string" })],
        Outputs = [new TableOutput("team", "team") { TypeRef = "string" }, new TableOutput("score", "score") { TypeRef = "number" }],
        Rules = [.. Rules.Select((rule, row) => new TableRule("r" + row.ToString(CultureInfo.InvariantCulture), Cells(rule), [$"\"team{row % 17}\"", row.ToString(CultureInfo.InvariantCulture)]))],
    };

    /// <summary>The rows that match, worked out in plain C#.</summary>
    public IEnumerable<int> Matches(PlainInput input) => Enumerable.Range(0, Rules.Count).Where(row => Rules[row].Matches(input));

    private static string[] Cells(PlainRule rule) =>
    [
        rule.Region is null ? "-" : string.Join(", ", rule.Region.Select(region => $"\"{region}\"")),
        rule.Product is null ? "-" : $"\"{rule.Product}\"",
        rule.MinAmount is null ? "-" : ">= " + rule.MinAmount.Value.ToString(CultureInfo.InvariantCulture),
        rule.MaxAge is null ? "-" : "< " + rule.MaxAge.Value.ToString(CultureInfo.InvariantCulture),
        rule.Channel is null ? "-" : $"\"{rule.Channel}\"",
    ];

    private PlainRule NextRule() => new(
        IsOpen() ? null : [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Pick(_regions)).Distinct()],
        IsOpen() ? null : Pick(_products),
        IsOpen() ? null : _random.Next(0, 10_000),
        IsOpen() ? null : _random.Next(18, 90),
        IsOpen() ? null : Pick(Channels));

    private bool IsOpen() => _random.NextDouble() < _openness;

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
