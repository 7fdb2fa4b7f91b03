using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Trasa.Decisions.Model;

namespace Trasa.Decisions.Spreadsheets;

/// <summary>Decision tables as .xlsx: one sheet with the table, one with instructions. Stable rule ids survive the way out and in.</summary>
public static class TableWorkbook
{
    private const int MaxLines = 100_000;
    private const int MaxColumns = 1000;

    // A small archive can hold a sheet of gigabytes.
    private static readonly OpenSettings Limits = new() { MaxCharactersInPart = 20_000_000 };

    public static void Write(Stream stream, string name, DecisionTable table)
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.Workbook = new Workbook(new Sheets());
        AddSheet(workbook, 1, "Decision table", TableSheet.Lines(name, table));
        AddSheet(workbook, 2, "How to", TableSheet.Instructions);
        workbook.Workbook.Save();
    }

    /// <summary>Reads the first sheet. A file that is no workbook is a problem, not an exception.</summary>
    public static SheetReading Read(Stream stream)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(stream, false, Limits);
            var workbook = document.WorkbookPart;
            if (workbook?.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || workbook.GetPartById(id) is not WorksheetPart sheet)
                return new SheetReading("", null, [new SheetProblem("A1", "The workbook has no sheet.")]);
            return new SheetParser(Lines(workbook, sheet)).Parse();
        }
        catch (Exception problem) when (IsOfTheFile(problem))
        {
            return new SheetReading("", null, [new SheetProblem("A1", "The file is no .xlsx workbook: " + problem.Message)]);
        }
    }

    /// <summary>What the library throws, with no common base, for archives and sheets that are damaged.</summary>
    private static bool IsOfTheFile(Exception problem) => problem is OpenXmlPackageException or IOException or InvalidDataException or System.Xml.XmlException
        or FormatException or ArgumentException or NotSupportedException or InvalidOperationException or KeyNotFoundException or OverflowException;

    private static void AddSheet(WorkbookPart workbook, uint number, string name, IReadOnlyList<string[]> lines)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = new Worksheet(new SheetData(lines.Select((line, index) => new Row(line.Select(TextCell)) { RowIndex = (uint)index + 1 })));
        workbook.Workbook.Sheets!.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = number, Name = name });
    }

    private static Cell TextCell(string text) =>
        new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }) };

    private static List<string[]> Lines(WorkbookPart workbook, WorksheetPart sheet)
    {
        var shared = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        var lines = new List<string[]>();
        foreach (var row in sheet.Worksheet.Descendants<Row>())
        {
            var number = (int)(row.RowIndex?.Value ?? (uint)lines.Count + 1);
            if (number > MaxLines) break;
            while (lines.Count < number - 1) lines.Add([]);
            lines.Add(Cells(row, shared));
        }
        return lines;
    }

    private static string[] Cells(Row row, string[] shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
            if (column >= MaxColumns) break;
            while (cells.Count < column) cells.Add("");
            cells.Add(TextOf(cell, shared));
        }
        return [.. cells];
    }

    private static int ColumnOf(string reference) => reference.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (column, letter) => Math.Min(column * 26 + letter - 'A' + 1, 100_000)) - 1;

    private static string TextOf(Cell cell, string[] shared)
    {
        var kind = cell.DataType?.Value;
        if (kind == CellValues.InlineString) return cell.InlineString?.InnerText ?? "";
        var text = cell.CellValue?.Text ?? "";
        if (kind == CellValues.SharedString) return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Length ? shared[index] : "";
        if (kind == CellValues.Boolean) return text == "1" ? "true" : "false";
        return kind is null || kind == CellValues.Number ? Number(text) : text;
    }

    /// <summary>Spreadsheets store 0.1 as 0.10000000000000001; what is too large for a number of FEEL stays as it was written.</summary>
    private static string Number(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e28 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : text;
}
