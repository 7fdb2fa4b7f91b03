using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;

namespace Trasa.Host.Components.Shared;

/// <summary>
/// A page that loads something. The server sends the shell with a skeleton at once; what is to be shown is loaded only
/// once, by the circuit, whenever the address changes.
/// </summary>
public abstract class ScreenPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private ScreenClock Clock { get; set; } = default!;

    protected bool IsLoading { get; private set; } = true;

    protected ClaimsPrincipal User { get; private set; } = new();

    protected Actor Me => User.Actor();

    protected Guid MyId => User.UserId() ?? Guid.Empty;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task LoadAsync();

    protected sealed override async Task OnParametersSetAsync()
    {
        User = (await Authentication).User;
        if (!RendererInfo.IsInteractive) return;
        try
        {
            await Clock.UseZoneOfAsync(MyId, Gone);
            await LoadAsync();
            IsLoading = false;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has gone on to another page.
        }
    }
}
