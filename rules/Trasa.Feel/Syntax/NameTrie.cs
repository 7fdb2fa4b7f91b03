namespace Trasa.Feel.Syntax;

/// <summary>Names by their tokens, for the longest match: <c>Profit and loss</c> is found where <c>Profit</c> begins.</summary>
internal sealed class NameTrie
{
    private readonly Node _root = new();

    public bool IsEmpty => _root.Next is null;

    public NameTrie Add(IEnumerable<string> names)
    {
        foreach (var name in names) Add(name);
        return this;
    }

    public void Add(string name)
    {
        // Most names are one identifier, and cutting those into tokens is most of what a scope costs.
        if (Lexer.IsName(name))
        {
            _root.After(name).Name ??= name;
            return;
        }

        var node = _root;
        foreach (var token in Lexer.Read(name))
        {
            if (token.Kind == TokenKind.End) break;
            node = node.After(token.Text);
        }
        node.Name ??= FeelNames.Normalize(name);
    }

    /// <summary>The longest name that begins at a token, and how many tokens it takes; zero when none does.</summary>
    public (string Name, int Tokens) Longest(List<Token> tokens, int at)
    {
        var (node, found) = (_root, ("", 0));
        for (var i = at; node.Next is not null && i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.String or TokenKind.End || !node.Next.TryGetValue(tokens[i].Text, out node!)) break;
            if (node.Name is not null) found = (node.Name, i - at + 1);
        }
        return found;
    }

    private sealed class Node
    {
        public Dictionary<string, Node>? Next;
        public string? Name;

        public Node After(string token)
        {
            Next ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            if (!Next.TryGetValue(token, out var next)) Next[token] = next = new Node();
            return next;
        }
    }
}
