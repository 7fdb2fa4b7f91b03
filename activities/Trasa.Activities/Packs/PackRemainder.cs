using System.Text.Json;
using System.Text.Json.Serialization;
using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>What a pack has besides its definitions, kept as a definition of its own, so that an installed pack can be exported whole.</summary>
/// <param name="Manifest">What <c>pack.json</c> says.</param>
/// <param name="Files">Records, scenarios and texts by their paths.</param>
internal sealed record PackRemainder(PackManifest Manifest, SortedDictionary<string, string> Files)
{
    public static DefinitionDraft Of(ProcessPack pack, IEnumerable<string> definitions)
    {
        var files = pack.Files.ExceptBy(definitions.Append("pack.json"), file => file.Key).ToDictionary(file => file.Key, file => file.Value);
        var content = JsonSerializer.Serialize(new(pack.Manifest, new(files, StringComparer.Ordinal)), PackRemainderJson.Default.PackRemainder);
        return new(DefinitionKind.Pack, pack.Manifest.Key, pack.Manifest.Name, content, pack.Manifest.Key);
    }

    public static PackRemainder Read(DefinitionVersion version) => JsonSerializer.Deserialize(version.Content, PackRemainderJson.Default.PackRemainder)!;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PackRemainder))]
internal sealed partial class PackRemainderJson : JsonSerializerContext;
