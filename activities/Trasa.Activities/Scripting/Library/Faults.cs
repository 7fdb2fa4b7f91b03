using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Error and its kinds.</summary>
internal static class Faults
{
    public static void Fill(Dictionary<string, object?> globals, string kind)
    {
        var prototype = Realm.ErrorOf(kind);
        globals[kind] = Realm.Constructor(kind, prototype, (_, _, arguments) => Make(kind, arguments));
        prototype.Put("name", kind, isHidden: true);
        if (kind != "Error") return;
        prototype.Put("message", "", isHidden: true);
        prototype.Define("toString", (_, self, _) => self is JsError error ? JsDisplay.Of(error) : "Error");
    }

    private static JsError Make(string kind, object?[] arguments)
    {
        var error = new JsError(kind, arguments.At(0) is JsUndefined ? "" : arguments.TextAt(0));
        error.Put("stack", JsDisplay.Of(error), isHidden: true);
        if (arguments.At(1) is JsObject options && options.Has("cause")) error.Put("cause", options.Get("cause"), isHidden: true);
        return error;
    }
}
