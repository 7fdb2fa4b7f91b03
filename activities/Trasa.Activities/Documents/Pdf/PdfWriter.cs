using System.Globalization;
using System.Text;

namespace Trasa.Activities.Documents.Pdf;

/// <summary>
/// Writes running text as PDF 1.7 (ISO 32000-1) with embedded fonts for Latin and Cyrillic. What a letter needs and no
/// more: it is the one place to exchange when documents need tables or pictures.
/// </summary>
internal sealed class PdfWriter : IDocumentWriter
{
    public string ContentType => "application/pdf";

    public string Extension => ".pdf";

    public byte[] Write(WrittenDocument document)
    {
        var (regular, bold) = (new PdfFont("TRASAA+DejaVuSans", PdfFont.Regular), new PdfFont("TRASAA+DejaVuSans-Bold", PdfFont.Bold));
        var pages = new PdfPages(regular, bold);
        foreach (var block in document.Blocks) pages.Add(block with { Text = Clean(block.Text) });
        var contents = pages.Finish(Clean(document.Title).Replace('\n', ' '));
        return Assemble(document, contents, regular, bold);
    }

    private static byte[] Assemble(WrittenDocument document, IReadOnlyList<string> contents, PdfFont regular, PdfFont bold)
    {
        var file = new PdfFile();
        var (tree, resources) = (file.Reserve(), file.Reserve());
        var pages = contents.Select(content =>
        {
            var stream = file.AddStream(Encoding.ASCII.GetBytes(content));
            return file.Add(Invariant($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfPages.Width} {PdfPages.Height}] /Resources {resources} 0 R /Contents {stream} 0 R >>"));
        }).ToList();
        file.Set(resources, Invariant($"<< /Font << /R {regular.Write(file)} 0 R /B {bold.Write(file)} 0 R >> >>"));
        file.Set(tree, Invariant($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => Invariant($"{page} 0 R")))}] >>"));
        var catalogue = file.Add(Invariant($"<< /Type /Catalog /Pages {tree} 0 R /Lang {PdfFile.Text(document.Language)} /ViewerPreferences << /DisplayDocTitle true >> >>"));
        var information = file.Add(Invariant($"<< /Title {PdfFile.Text(document.Title)} /Producer (Trasa) /CreationDate (D:{document.Date.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z) >>"));
        return file.Finish(catalogue, information);
    }

    /// <summary>One character per letter and accent, no control characters.</summary>
    private static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Replace('\t', ' ').Normalize(NormalizationForm.FormC).Where(character => character == '\n' || !char.IsControl(character)));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
