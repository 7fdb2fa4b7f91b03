using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;

namespace Trasa.Host.Components.Shared;

/// <summary>
/// A page that loads something. The server sends the shell with a skeleton at once; what is to be shown is loaded only
/// once, by the circuit, whenever the address changes.
/// </summary>
public abstract class ScreenPage : ComponentBase, IDisposable
{
    /// <summary>What a page is gone to with because something was just done there.</summary>
    private const string JustDone = "just-done";

    private static readonly TimeSpan s_follow = TimeSpan.FromMilliseconds(700);

    private readonly CancellationTokenSource _gone = new();
    private ITimer? _refresh;
    private ITimer? _following;
    private string? _path;
    private bool _hasArrived;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private ScreenClock ScreenClock { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    protected bool IsLoading { get; private set; } = true;

    protected ClaimsPrincipal User { get; private set; } = new();

    protected Actor Me => User.Actor();

    protected Guid MyId => User.UserId() ?? Guid.Empty;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>How often a page that shows what others do loads again, or null.</summary>
    protected virtual TimeSpan? RefreshEvery => null;

    /// <summary>Whether the page reads the query of its address itself, so that a new query means loading again.</summary>
    protected virtual bool FollowsQuery => false;

    public void Dispose()
    {
        Addresses.LocationChanged -= Follow;
        _refresh?.Dispose();
        _following?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task LoadAsync();

    /// <summary>Loads and shows again, for the timer and after something was done.</summary>
    protected async Task ReloadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        await LoadGuardedAsync();
        StateHasChanged();
    }

    /// <summary>Shows what was done at once, and what the workflows do because of it when they have done it.</summary>
    protected async Task ReloadAndFollowAsync()
    {
        await ReloadAsync();
        FollowUp();
    }

    /// <summary>Goes to the page of what was just done; it shows what the workflows do because of it as soon as they have done it.</summary>
    protected void GoAndFollow(string address) => Addresses.NavigateTo(address, new NavigationOptions { HistoryEntryState = JustDone });

    /// <summary>For a page that <see cref="GoAndFollow"/> leads to; called when it has loaded.</summary>
    protected void FollowArrival()
    {
        if (_hasArrived || Addresses.HistoryEntryState != JustDone) return;
        _hasArrived = true;
        FollowUp();
    }

    private void FollowUp()
    {
        _following?.Dispose();
        var left = 3;
        _following = Time.CreateTimer(
            _ =>
            {
                if (left-- > 0) _ = InvokeAsync(ReloadAsync);
                else _following?.Dispose();
            },
            null, s_follow, s_follow);
    }

    protected sealed override async Task OnParametersSetAsync()
    {
        User = (await Authentication).User;
        if (!RendererInfo.IsInteractive) return;
        await LoadGuardedAsync();
        if (FollowsQuery && _path is null)
        {
            _path = PathOf(Addresses.Uri);
            Addresses.LocationChanged += Follow;
        }

        if (RefreshEvery is { } every) _refresh ??= Time.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, every, every);
    }

    /// <summary>The same page may show what refreshes at one time and a form that must not at another.</summary>
    private Task RefreshAsync() => RefreshEvery is null ? Task.CompletedTask : ReloadAsync();

    // Blazor passes no parameters on when only the query has changed.
    private void Follow(object? sender, LocationChangedEventArgs change)
    {
        if (PathOf(change.Location) == _path) _ = InvokeAsync(ReloadAsync);
    }

    private static string PathOf(string address) => new Uri(address).AbsolutePath;

    private async Task LoadGuardedAsync()
    {
        try
        {
            await ScreenClock.UseZoneOfAsync(MyId, Gone);
            await LoadAsync();
            IsLoading = false;
        }
        catch (Exception problem) when (_gone.IsCancellationRequested && problem is OperationCanceledException or ObjectDisposedException)
        {
            // The person has gone on to another page.
        }
    }
}
