using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>What a script says of itself goes to the journal of its instance.</summary>
internal static class Consoles
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var console = new JsObject(Realm.Object);
        foreach (var name in (string[])["log", "info", "debug", "warn", "error", "trace"])
            console.Define(name, (context, _, arguments) => Tell(context, name, arguments));
        globals["console"] = console;
    }

    private static JsUndefined Tell(JsContext context, string name, object?[] arguments)
    {
        context.Tell($"console.{name}: {string.Join(' ', arguments.Select(JsDisplay.Of))}");
        return JsUndefined.Value;
    }
}
