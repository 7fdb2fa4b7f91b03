using System.Text;
using Trasa.Feel.Functions;

namespace Trasa.Feel.Syntax;

/// <summary>Finds out where a name ends: the longest name in scope wins, otherwise one identifier.</summary>
internal abstract class NameReader(string text, FeelScope scope, FeelOptions options) : TokenReader(text, options.MaxTextLength)
{
    private readonly List<NameTrie> _locals = [];
    private readonly NameTrie _keys = new();

    protected FeelScope Scope => scope;

    /// <summary>Whether the name that was read last is known to somebody: to the scope, to the text itself, or as a function.</summary>
    protected bool IsNameKnown { get; private set; }

    protected void EnterScope(params IEnumerable<string> names) => _locals.Add(new NameTrie().Add(names));

    protected void AddToScope(string name)
    {
        _locals[^1].Add(name);
        _keys.Add(name);
    }

    protected void LeaveScope() => _locals.RemoveAt(_locals.Count - 1);

    /// <summary>A variable or function where a name begins.</summary>
    protected string ReadName() => Read(Longest([scope.NameTrie, BuiltInFunctions.Trie, options.Functions.Trie, scope.MemberTrie, _keys]));

    /// <summary>A member after a dot.</summary>
    protected string ReadMember() => Read(Longest([scope.MemberTrie, _keys]));

    /// <summary>The name in a place where the grammar shows its end: a key, a parameter, a loop variable.</summary>
    protected string ReadNameUntil(params ReadOnlySpan<string> ends)
    {
        if (Current.Kind == TokenKind.QuotedName) return Take().Text;
        var (start, name) = (Position, new StringBuilder());
        while (IsNamePart(Current) && !ends.Contains(Current.Text))
        {
            if (Position > start && Current.Start > LastEnd) name.Append(' ');
            name.Append(Take().Text);
        }
        return Position == start || Tokens[start].Kind != TokenKind.Name ? throw Unexpected("a name") : FeelNames.Normalize(name.ToString());
    }

    /// <summary>Whether a name and a colon stand here: a named argument.</summary>
    protected bool IsNameBeforeColon()
    {
        if (Current.Kind is not (TokenKind.Name or TokenKind.QuotedName)) return false;
        var at = 0;
        while (IsNamePart(Ahead(at)) || Ahead(at).Kind == TokenKind.QuotedName) at++;
        return Ahead(at).Is(":");
    }

    protected static bool IsNamePart(Token token) => token.Kind switch
    {
        TokenKind.Name or TokenKind.Number => true,
        TokenKind.Symbol => token.Text is "." or "/" or "-" or "'" or "+" or "*" or "’" or "&" or "%" or "#" or "?" or "$",
        TokenKind.QuotedName or TokenKind.String or TokenKind.Unreadable or TokenKind.End => false,
    };

    private (string Name, int Tokens) Longest(ReadOnlySpan<NameTrie> tries)
    {
        var best = ("", 0);
        foreach (var trie in _locals) Better(trie, ref best);
        foreach (var trie in tries) Better(trie, ref best);
        return best;
    }

    private void Better(NameTrie trie, ref (string, int Tokens) best)
    {
        if (trie.IsEmpty) return;
        var found = trie.Longest(Tokens, Position);
        if (found.Tokens > best.Tokens) best = found;
    }

    private string Read((string Name, int Tokens) longest)
    {
        IsNameKnown = longest.Tokens > 0 || Current.Kind == TokenKind.QuotedName;
        if (Current.Kind == TokenKind.QuotedName) return Take().Text;
        if (longest.Tokens > 0)
        {
            Position += longest.Tokens;
            return longest.Name;
        }
        var name = Take().Text;
        // Two identifiers side by side can only be one name that nobody listed.
        while (Current.Kind == TokenKind.Name && !FeelNames.IsKeyword(Current.Text)) name += " " + Take().Text;
        return name;
    }
}
