using Microsoft.AspNetCore.Components.Forms;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Spreadsheets;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Feel;
using Trasa.Host.Identity;

namespace Trasa.Host.Decisions;

/// <summary>Decisions as files: .dmn for the whole, .xlsx for one table, out and in.</summary>
internal static class DecisionFiles
{
    private const int MaxFile = 8 * 1024 * 1024;
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static string Dmn(string key, bool draft) => $"/export/decisions/{Uri.EscapeDataString(key)}.dmn{(draft ? "?draft=true" : "")}";

    public static string Workbook(string key, bool draft, string decision) =>
        $"/export/decisions/{Uri.EscapeDataString(key)}.xlsx?decision={Uri.EscapeDataString(decision)}{(draft ? "&draft=true" : "")}";

    public static void MapDecisionFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/export/decisions/{key}.dmn", DmnAsync).RequireAuthorization(Policies.Rules).ExcludeFromDescription();
        routes.MapGet("/export/decisions/{key}.xlsx", WorkbookAsync).RequireAuthorization(Policies.Rules).ExcludeFromDescription();
    }

    /// <summary>Takes what somebody chose in the browser and reads it beside the circuit, so that the page goes on answering.</summary>
    public static async Task<(Definitions? Definitions, IReadOnlyList<string> Problems)> TakeAsync(
        IBrowserFile file, Func<Stream, (Definitions? Definitions, IReadOnlyList<string> Problems)> read, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        try
        {
            await file.OpenReadStream(MaxFile, cancellationToken).CopyToAsync(content, cancellationToken);
        }
        catch (IOException problem)
        {
            return (null, [problem.Message]);
        }

        content.Position = 0;
        return await Task.Run(() => read(content), cancellationToken);
    }

    /// <summary>What an uploaded file holds; null with problems when it cannot be taken as it is.</summary>
    public static (Definitions? Definitions, IReadOnlyList<string> Problems) ReadDmn(Stream content, FeelOptions options)
    {
        var reading = DmnReader.Read(content);
        if (reading.Definitions is null) return (null, [.. reading.Problems.Select(problem => problem.ToString())]);
        string[] problems = [.. reading.Problems.Concat(DecisionModel.Compile(reading.Definitions, options: options).Problems).Select(problem => problem.ToString()).Distinct().Take(20)];
        return (reading.IsValid ? reading.Definitions : null, problems);
    }

    /// <summary>The definitions with the table of one decision taken from a workbook; rows keep their ids.</summary>
    public static (Definitions? Definitions, IReadOnlyList<string> Problems) ReadWorkbook(Stream content, Definitions definitions, string? decision)
    {
        var reading = TableWorkbook.Read(content);
        if (reading.Table is not { } table || reading.Problems.Count > 0) return (null, [.. reading.Problems.Select(problem => $"{problem.Cell}: {problem.Message}")]);
        var target = definitions.Decisions.FirstOrDefault(element => element.Name == reading.Name && element.Logic is DecisionTable) ?? definitions.Decisions.FirstOrDefault(element => element.Id == decision && element.Logic is DecisionTable);
        if (target?.Logic is not DecisionTable before) return (null, [$"There is no table '{reading.Name}' in this file, and none is open."]);
        if (before.Inputs.Count != table.Inputs.Count || before.Outputs.Count != table.Outputs.Count)
            return (null, [$"The workbook has {table.Inputs.Count} input and {table.Outputs.Count} output columns, '{target.Name}' has {before.Inputs.Count} and {before.Outputs.Count}."]);
        var logic = table with { Id = before.Id, OutputLabel = before.OutputLabel, TypeRef = before.TypeRef, Inputs = [.. table.Inputs.Zip(before.Inputs, (now, was) => now with { Id = was.Id })], Outputs = [.. table.Outputs.Zip(before.Outputs, (now, was) => now with { Id = was.Id })] };
        return (definitions with { Decisions = [.. definitions.Decisions.Select(element => element == target ? element with { Logic = logic } : element)] }, []);
    }

    private static async Task<IResult> DmnAsync(string key, IDefinitionStore store, bool draft = false, int? version = null, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(store, key, draft, version, cancellationToken) is not { } found) return Results.NotFound();
        // Written anew, so that it has a diagram and opens in other editors.
        var text = DmnReader.Read(found.Content).Definitions is { } definitions ? DmnWriter.Write(definitions) : found.Content;
        return Results.File(System.Text.Encoding.UTF8.GetBytes(text), "application/xml", $"{key}.dmn");
    }

    private static async Task<IResult> WorkbookAsync(string key, string decision, IDefinitionStore store, bool draft = false, int? version = null, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(store, key, draft, version, cancellationToken) is not { } found || DmnReader.Read(found.Content).Definitions is not { } definitions) return Results.NotFound();
        if (definitions.Decisions.FirstOrDefault(element => element.Id == decision || element.Name == decision) is not { Logic: DecisionTable table } element) return Results.NotFound();
        var stream = new MemoryStream();
        TableWorkbook.Write(stream, element.Name, table);
        stream.Position = 0;
        return Results.File(stream, WorkbookType, $"{key} {element.Name}.xlsx");
    }

    private static async Task<DefinitionVersion?> FindAsync(IDefinitionStore store, string key, bool draft, int? version, CancellationToken cancellationToken) =>
        (draft ? await store.FindDraftAsync(DefinitionKind.Decision, key, cancellationToken) : null) ?? await store.FindAsync(DefinitionKind.Decision, key, version, cancellationToken);
}
