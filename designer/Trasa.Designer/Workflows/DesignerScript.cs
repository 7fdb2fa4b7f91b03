using Microsoft.JSInterop;

namespace Trasa.Designer.Workflows;

/// <summary>The script of the canvas, mounted into one element of the page.</summary>
internal sealed class DesignerScript(IJSObjectReference module, IJSObjectReference mounted) : IAsyncDisposable
{
    private const string Address = "./_content/Trasa.Designer/dist/designer.js";

    public static async Task<DesignerScript> MountAsync<TBridge>(
        IJSRuntime script, Microsoft.AspNetCore.Components.ElementReference element, DotNetObjectReference<TBridge> bridge, DesignerOptions options, CancellationToken cancellationToken)
        where TBridge : class
    {
        var module = await script.InvokeAsync<IJSObjectReference>("import", cancellationToken, Address);
        var mounted = await module.InvokeAsync<IJSObjectReference>("mount", cancellationToken, element, bridge, options);
        return new(module, mounted);
    }

    public ValueTask MarkAsync(DiagramOverlays? overlays, CancellationToken cancellationToken) =>
        mounted.InvokeVoidAsync("mark", cancellationToken, overlays);

    public ValueTask ShowAsync(string content, CancellationToken cancellationToken) =>
        mounted.InvokeVoidAsync("show", cancellationToken, content);

    public ValueTask SelectAsync(string? activityId, CancellationToken cancellationToken) =>
        mounted.InvokeVoidAsync("select", cancellationToken, activityId);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await mounted.InvokeVoidAsync("dispose");
            await mounted.DisposeAsync();
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the script with it.
        }
    }
}
