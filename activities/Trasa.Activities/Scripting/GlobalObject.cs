using Trasa.Activities.Scripting.Library;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting;

/// <summary><c>globalThis</c>: the names of the script, those of the workflow and the library as members.</summary>
internal sealed class GlobalObject(JsEnvironment outermost) : JsObject(Realm.Object)
{
    public override bool TryGetOwn(string name, out object? value)
    {
        if (outermost.Find(name) is not { } slot) return ElsaGlobals.TryGet(outermost.Context, name, out value) || Realm.TryGet(name, out value);
        value = slot.Value;
        return true;
    }

    public override void Set(string name, object? value) => outermost.DeclareVar(name, value, isGiven: true);
}
