using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;

namespace Trasa.Host.Tests.Packs;

/// <summary>Packs as zip files: out, in, and what is refused without anything being written.</summary>
public sealed class PackZipTests(RunningHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDefinitionStore Definitions => host.Services.GetRequiredService<IDefinitionStore>();

    [Fact]
    public async Task Pack_is_planned_imported_and_exported_as_it_came()
    {
        using var api = await host.WithKeyAsync("maria.ionescu", ["read", "write"], Token);
        var pack = Pack("zipped");

        var plan = await SendAsync(api, "/api/packs/plan", pack);
        Assert.All(plan.GetProperty("definitions").EnumerateArray(), one => Assert.Equal("New", one.GetProperty("change").GetString()));
        Assert.Null(await Definitions.FindAsync(DefinitionKind.Form, "zipped-ask", null, Token));
        await SendAsync(api, "/api/packs", pack);
        var again = await SendAsync(api, "/api/packs/plan", pack);
        var exported = Read(await api.GetByteArrayAsync("/api/packs/zipped/zip", Token));

        Assert.All(again.GetProperty("definitions").EnumerateArray(), one => Assert.Equal(("Same", JsonValueKind.Null), (one.GetProperty("change").GetString(), one.GetProperty("conflict").ValueKind)));
        Assert.Equal(pack.Keys, exported.Keys);
        Assert.All(pack.Where(file => file.Key != "pack.json"), file => Assert.Equal(file.Value, exported[file.Key]));
        var withUses = Read(await api.GetByteArrayAsync("/api/packs/of-workflow/zipped/zip", Token));
        Assert.Equal(["forms/zipped-ask.json", "pack.json", "workflows/zipped.json"], withUses.Keys);
    }

    [Fact]
    public async Task What_was_changed_here_is_replaced_only_when_asked_and_drafts_stay()
    {
        using var api = await host.WithKeyAsync("maria.ionescu", ["read", "write"], Token);
        var pack = Pack("clashing");
        await SendAsync(api, "/api/packs", pack);
        var ours = new DefinitionDraft(DefinitionKind.Form, "clashing-ask", "Ours", pack["forms/clashing-ask.json"].Replace("Say it", "Ours", StringComparison.Ordinal), "clashing");
        await Definitions.PublishAsync(ours, "Radu", "Clearer", Token);
        await Definitions.SaveDraftAsync(ours with { Content = ours.Content.Replace("Ours", "Mine", StringComparison.Ordinal) }, 0, "Radu", Token);

        var plan = await SendAsync(api, "/api/packs/plan", pack);
        var refused = await PostAsync(api, "/api/packs", Zip(pack));
        Assert.Equal("Ours", (await Definitions.FindAsync(DefinitionKind.Form, "clashing-ask", null, Token))!.Name);
        await SendAsync(api, "/api/packs?replace=true", pack);

        var conflict = Assert.Single(plan.GetProperty("definitions").EnumerateArray(), one => one.GetProperty("conflict").ValueKind == JsonValueKind.String);
        Assert.Equal("Radu changed it here since it was installed.", conflict.GetProperty("conflict").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal((3, "Ask"), ((await Definitions.FindAsync(DefinitionKind.Form, "clashing-ask", null, Token))!.Version, (await Definitions.FindAsync(DefinitionKind.Form, "clashing-ask", null, Token))!.Name));
        var draft = (await Definitions.FindDraftAsync(DefinitionKind.Form, "clashing-ask", Token))!;
        Assert.Equal((4, 1, true), (draft.Version, draft.Revision, draft.Content.Contains("Mine", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("no zip", "is no readable zip file")]
    [InlineData("no manifest", "has no pack.json")]
    [InlineData("slip", "'../../evil.json' leads out of the pack")]
    [InlineData("bomb", "is larger than 64 MB")]
    [InlineData("binary", "forms/x.json is no text in UTF-8")]
    [InlineData("twice", "pack.json is there twice")]
    [InlineData("half", "forms/broken-ask.json:3: FORM-002 fields[0].type")]
    [InlineData("requires", "requires the pack 'nowhere'")]
    public async Task Bad_zip_is_refused_with_its_reason_and_nothing_is_written(string kind, string reason)
    {
        using var api = await host.WithKeyAsync("maria.ionescu", ["read", "write"], Token);
        var pack = Pack("broken");

        using var answer = await PostAsync(api, "/api/packs", Bad(kind, pack));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var definition in (DefinitionKind[])[DefinitionKind.Pack, DefinitionKind.Workflow])
            Assert.Null(await Definitions.FindAsync(definition, "broken", null, Token));
    }

    private static byte[] Bad(string kind, SortedDictionary<string, string> pack)
    {
        switch (kind)
        {
            case "no zip": return [1, 2, 3];
            case "no manifest": pack.Remove("pack.json"); return Zip(pack);
            case "slip": pack["../../evil.json"] = "{}"; return Zip(pack);
            case "bomb": pack["data/zeros.json"] = new string(' ', 65 * 1024 * 1024); return Zip(pack);
            case "binary": return Zip(pack, [("forms/x.json", [0xC3, 0x28])]);
            case "twice": return Zip(pack, [("pack.json", "{}"u8.ToArray())]);
            case "half": pack["forms/broken-ask.json"] = pack["forms/broken-ask.json"].Replace(", \"type\": \"text\"", "", StringComparison.Ordinal); return Zip(pack);
            default: pack["pack.json"] = """{ "key": "broken", "name": "Broken", "requires": ["nowhere"] }"""; return Zip(pack);
        }
    }

    private static SortedDictionary<string, string> Pack(string key) => new(StringComparer.Ordinal)
    {
        ["pack.json"] = $$"""{ "key": "{{key}}", "name": "Pack {{key}}" }""",
        ["README.md"] = "# What it is for",
        ["forms/" + key + "-ask.json"] = """
            { "name": "Ask",
              "fields": [
                { "name": "said", "label": "Say it", "type": "text" } ] }
            """,
        ["templates/" + key + "-hello.en.md"] = "---\nsubject: Hello\n---\nHello there.\n",
        ["workflows/" + key + ".json"] = $$"""
            { "id": "{{key}}", "definitionId": "{{key}}", "name": "{{key}}", "version": 1,
              "root": { "id": "ask", "type": "Trasa.UserTask", "version": 1, "title": "Ask", "candidates": "user:ana.popescu",
                "form": { "typeName": "String", "expression": { "type": "Literal", "value": "{{key}}-ask" } },
                "outcomes": { "typeName": "Object", "expression": { "type": "Object", "value": "[\"Done\"]" } } } }
            """,
    };

    private static byte[] Zip(SortedDictionary<string, string> files, IEnumerable<(string Path, byte[] Content)>? more = null)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files.Select(file => (file.Key, System.Text.Encoding.UTF8.GetBytes(file.Value))).Concat(more ?? []))
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static SortedDictionary<string, string> Read(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files[entry.FullName] = reader.ReadToEnd();
        }

        return files;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient api, string address, byte[] zip)
    {
        using var content = new ByteArrayContent(zip);
        return await api.PostAsync(address, content, Token);
    }

    private static async Task<JsonElement> SendAsync(HttpClient api, string address, SortedDictionary<string, string> pack)
    {
        using var answer = await PostAsync(api, address, Zip(pack));
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
