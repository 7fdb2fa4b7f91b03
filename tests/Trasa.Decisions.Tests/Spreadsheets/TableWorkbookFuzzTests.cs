using System.IO.Compression;
using System.Text;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Spreadsheets;
using Trasa.Decisions.Tests.Tables;

namespace Trasa.Decisions.Tests.Spreadsheets;

/// <summary>Workbooks come from people's disks: whatever they hold, the answer is a table or problems, never an exception and never a hang.</summary>
public sealed class TableWorkbookFuzzTests
{
    private static readonly string[] Splinters =
    [
        "<", ">", "\"", "&amp;", "<row r=\"4294967295\">", "</row>", "<c t=\"s\"><v>-1</v></c>", "<c t=\"s\"><v>99999999999</v></c>", "<c><v>1e300</v></c>", "<c><v>NaN</v></c>",
        "<c r=\"ZZZZZZZ1\"/>", "<c t=\"qqq\"/>", "rule id", "hit policy", "r=\"x\"", "<sheetData/>", "é", "input", "output",
    ];

    [Fact]
    public void Damaged_archive_gives_a_table_or_problems()
    {
        var intact = Sample();
        var random = new Random(7);
        for (var round = 0; round < 120; round++)
        {
            var damaged = intact.ToArray();
            for (var hit = random.Next(1, 12); hit > 0; hit--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            Check(random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
        }
    }

    [Fact]
    public void Damaged_sheet_gives_a_table_or_problems()
    {
        var intact = Sample();
        var random = new Random(11);
        for (var round = 0; round < 120; round++)
            Check(WithParts(intact, random.Next(5) == 0 ? "workbook.xml" : "sheet", text => Damage(text, random)));
    }

    [Fact]
    public void Sheet_that_unpacks_without_end_is_a_problem()
    {
        var bomb = WithParts(Sample(), "sheet", text => text.Replace("</x:sheetData>", new string(' ', 20_100_000) + "</x:sheetData>", StringComparison.Ordinal));

        Assert.Single(TableWorkbook.Read(new MemoryStream(bomb)).Problems);
    }

    private static void Check(byte[] content)
    {
        using var stream = new MemoryStream(content);

        var reading = TableWorkbook.Read(stream);

        Assert.True(reading.Table is not null || reading.Problems.Count > 0);
        if (reading.Table is { Outputs.Count: > 0 } table) Assert.NotNull(DecisionModel.Compile(TableText.Definitions(table)).Find("d")!.Evaluate(new Dictionary<string, object?> { ["x"] = 1, ["y"] = "a" }).Diagnostics);
    }

    private static string Damage(string text, Random random)
    {
        for (var cut = random.Next(1, 5); cut > 0; cut--)
        {
            var at = random.Next(text.Length);
            text = text[..at] + Splinters[random.Next(Splinters.Length)] + text[Math.Min(text.Length, at + random.Next(16))..];
        }
        return text;
    }

    private static byte[] Sample()
    {
        using var stream = new MemoryStream();
        TableWorkbook.Write(stream, "Routing", TableText.Table(HitPolicy.First, ["x", "y"], ["z"], "> 1; \"a\", \"b\" | x + 1", "[1..2]; not(\"b\") | 5"));
        return stream.ToArray();
    }

    /// <summary>The workbook with the text of some parts replaced.</summary>
    private static byte[] WithParts(byte[] workbook, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.Contains(part, StringComparison.Ordinal)).ToArray())
            {
                string text;
                using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
                var name = entry.FullName;
                entry.Delete();
                using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                writer.Write(change(text));
            }
        }
        return stream.ToArray();
    }
}
