namespace Trasa.Host.CommandLine;

/// <summary>Words and <c>--name value</c> options, checked against what the command knows.</summary>
internal sealed class CommandArguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    private CommandArguments()
    {
    }

    public IReadOnlyList<string> Words => _words;

    public string? this[string option] => _options.GetValueOrDefault(option);

    /// <param name="args">As typed after the command's name.</param>
    /// <param name="options">The options that take a value, without dashes.</param>
    /// <param name="most">How many plain words may follow.</param>
    /// <exception cref="CommandLineException">An unknown option, an option without its value, a word too many.</exception>
    public static CommandArguments Parse(string[] args, string[] options, int most)
    {
        var parsed = new CommandArguments();
        for (var index = 0; index < args.Length; index++)
        {
            if (!args[index].StartsWith("--", StringComparison.Ordinal)) parsed.AddWord(args[index], most);
            else index += parsed.AddOption(args, index, options);
        }

        return parsed;
    }

    /// <summary>The database that <c>--database</c>, else <c>TRASA_DATABASE</c>, else <paramref name="fallback"/> names.</summary>
    public string Database(string? fallback) =>
        DatabaseOrNull() ?? fallback
        ?? throw new CommandLineException("Say which database: --database sqlite:PATH, --database \"Host=...;Database=...\", or the environment variable TRASA_DATABASE.");

    /// <summary>The database that <c>--database</c> or <c>TRASA_DATABASE</c> names.</summary>
    public string? DatabaseOrNull() => this["database"] ?? Environment.GetEnvironmentVariable("TRASA_DATABASE");

    private void AddWord(string word, int most)
    {
        if (_words.Count == most)
            throw new CommandLineException(most == 0 ? $"'{word}' is not expected here." : $"'{word}' is one word too many.");
        _words.Add(word);
    }

    private int AddOption(string[] args, int index, string[] options)
    {
        var (name, value) = args[index][2..].Split('=', 2) is [var before, var after] ? (before, after) : (args[index][2..], null);
        if (!options.Contains(name))
        {
            throw new CommandLineException(options.Length == 0
                ? $"There is no option --{name}; this command takes none."
                : $"There is no option --{name}; known are {string.Join(", ", options.Select(option => $"--{option}"))}.");
        }

        if (value is not null)
        {
            _options[name] = value;
            return 0;
        }

        if (index + 1 >= args.Length || args[index + 1].StartsWith("--", StringComparison.Ordinal))
            throw new CommandLineException($"--{name} needs a value.");
        _options[name] = args[index + 1];
        return 1;
    }
}
