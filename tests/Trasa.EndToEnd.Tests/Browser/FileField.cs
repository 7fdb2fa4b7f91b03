using Microsoft.Playwright;

namespace Trasa.EndToEnd.Tests.Browser;

/// <summary>The field of a page that takes a file.</summary>
internal static class FileField
{
    /// <summary>Blazor's field begins to listen a moment after it is drawn (the number of its next file says so); what is chosen before is not heard.</summary>
    private const string Listens = "() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined";

    public static async Task ChooseAsync(IPage page, FilePayload file)
    {
        await page.WaitForFunctionAsync(Listens);
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
    }
}
