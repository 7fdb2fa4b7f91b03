using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>
/// Measures the canvas in a real browser, on a host of its own: opening, dragging, undoing and laying out workflows of 100,
/// 500 and 1,000 steps, the memory of the page, and how large the script is on the wire.
/// </summary>
internal static class DesignerBench
{
    private const string Ready = "document.querySelectorAll('.td-card').length > 3 && performance.getEntriesByName('designer opened').length";
    private const int Moves = 60;

    private static readonly int[] s_sizes = [100, 500, 1_000];

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["json", "runs"], most: 0);
        var runs = arguments["runs"] is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("trasa-bench-designer-").FullName;
        var results = new List<DesignerFigures>();
        var settings = new HostSettings(new DatabaseAddress(DatabaseKind.Sqlite, Path.Combine(folder, "trasa.db"))) { Urls = "http://127.0.0.1:0", WithSampleOrganisation = true, LogFolder = null, DataFolder = folder };
        await using (var host = TrasaHost.Build(settings, builder => builder.Logging.ClearProviders()))
        {
            await TrasaHost.PrepareAsync(host, cancellationToken);
            await host.StartAsync(cancellationToken);
            var address = host.Urls.First();
            foreach (var size in s_sizes)
                await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, $"bench-{size}", "Bench", LargeWorkflow.Of(size)), "bench", null, cancellationToken);
            await using var chromium = await Chromium.StartAsync(cancellationToken);
            await SignInAsync(chromium, address, cancellationToken);
            await MeasureAsync(chromium, address, s_sizes[0], cancellationToken);
            foreach (var size in s_sizes)
            {
                var figures = new List<DesignerFigures>();
                for (var run = 0; run < runs; run++) figures.Add(await MeasureAsync(chromium, address, size, cancellationToken));
                results.Add(DesignerFigures.Median(figures));
                await output.WriteLineAsync(results[^1].ToString());
            }

            var script = await ScriptAsync(address, cancellationToken);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"script {script.Bytes / 1024.0:F0} KB, {script.Zipped / 1024.0:F0} KB gzip (a release build is minified)"));
            if (arguments["json"] is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { runs, results, script.Bytes, script.Zipped }), cancellationToken);
            await host.StopAsync(cancellationToken);
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task SignInAsync(Chromium chromium, string address, CancellationToken cancellationToken)
    {
        await chromium.GoAsync($"{address}/sign-in", cancellationToken);
        const string Owner = "[...document.querySelectorAll('h3')].find(title => title.textContent.includes('Process owner'))?.parentElement.querySelector('button')";
        await chromium.UntilAsync(Owner, cancellationToken);
        await chromium.EvaluateAsync($"{Owner}.click()", cancellationToken);
        await chromium.UntilAsync("!location.pathname.includes('sign-in') && document.querySelector('.user-button')", cancellationToken);
    }

    private static async Task<DesignerFigures> MeasureAsync(Chromium chromium, string address, int size, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await chromium.GoAsync($"{address}/workflows/bench-{size}/edit", cancellationToken);
        await chromium.UntilAsync(Ready, cancellationToken);
        var page = watch.Elapsed.TotalMilliseconds;
        var opened = (await chromium.EvaluateAsync("performance.getEntriesByName('designer opened')[0].duration", cancellationToken))!.GetValue<double>();
        await Task.Delay(300, cancellationToken);
        var (drag, longest) = await DragAsync(chromium, cancellationToken);
        var undo = await TimedAsync(chromium, "document.querySelector('[aria-label=Undo]').click()", cancellationToken);
        var layout = await TimedAsync(chromium, "document.querySelector('[aria-label=\"Tidy up\"]').click()", cancellationToken);
        await TimedAsync(chromium, "document.querySelector('[aria-label=Undo]').click()", cancellationToken);
        // A page with unsaved work asks before it lets go.
        await chromium.UntilAsync("['Saved', 'No changes'].includes(document.querySelector('.td-save')?.textContent.trim())", cancellationToken);
        return new(size, page, opened, drag, longest, undo, layout, await chromium.HeapAsync(cancellationToken) / 1024 / 1024);
    }

    /// <summary>A card by mouse, a frame a move: how long all moves took, and the longest frame among them.</summary>
    private static async Task<(double All, double Longest)> DragAsync(Chromium chromium, CancellationToken cancellationToken)
    {
        var box = (await chromium.EvaluateAsync("(() => { const box = [...document.querySelectorAll('.td-card-title')].map(card => card.getBoundingClientRect()).find(box => box.x > 480 && box.x < 900 && box.y > 200 && box.y < 600); return [box.x + 5, box.y + 5]; })()", cancellationToken))!.AsArray();
        var (x, y) = (box[0]!.GetValue<double>(), box[1]!.GetValue<double>());
        await chromium.EvaluateAsync("(() => { window.frames_ = []; let before = performance.now(); const tick = now => { frames_.push(now - before); before = now; window.ticking_ && requestAnimationFrame(tick); }; window.ticking_ = true; requestAnimationFrame(tick); })()", cancellationToken);
        await chromium.MouseAsync("mousePressed", x, y, cancellationToken);
        var watch = Stopwatch.StartNew();
        for (var move = 1; move <= Moves; move++) await chromium.MouseAsync("mouseMoved", x + (move * 2), y + move, cancellationToken);
        var all = watch.Elapsed.TotalMilliseconds;
        await chromium.MouseAsync("mouseReleased", x + (Moves * 2), y + Moves, cancellationToken);
        var longest = (await chromium.EvaluateAsync("(() => { window.ticking_ = false; return Math.max(...frames_.slice(1)); })()", cancellationToken))!.GetValue<double>();
        return (all, longest);
    }

    /// <summary>From the act to the second frame after it: then it is painted.</summary>
    private static async Task<double> TimedAsync(Chromium chromium, string act, CancellationToken cancellationToken) =>
        (await chromium.EvaluateAsync($"new Promise(done => {{ const from = performance.now(); {act}; requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from))); }})", cancellationToken))!.GetValue<double>();

    private static async Task<(int Bytes, int Zipped)> ScriptAsync(string address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var script = await http.GetByteArrayAsync(new Uri($"{address}/_content/Trasa.Designer/dist/designer.js"), cancellationToken);
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true)) await gzip.WriteAsync(script, cancellationToken);
        return (script.Length, (int)zipped.Length);
    }
}
