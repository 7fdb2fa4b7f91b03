using System.Globalization;
using System.Text;

namespace Trasa.Crm.Records;

/// <summary>SQL in the making: text made of declared names, and values that travel as parameters only.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, object? Value)> _parameters = [];

    public IReadOnlyList<(string Name, object? Value)> Parameters => _parameters;

    public SqlText Add(string sql)
    {
        _text.Append(sql);
        return this;
    }

    /// <summary>Adds a parameter and returns how the text refers to it.</summary>
    public string Value(object? value)
    {
        var name = "p" + _parameters.Count.ToString(CultureInfo.InvariantCulture);
        _parameters.Add((name, value));
        return "@" + name;
    }

    public override string ToString() => _text.ToString();
}
