namespace Trasa.Activities.Http.Outgoing;

/// <summary>For simulations, scenarios and commands: nothing leaves.</summary>
public sealed class ClosedHttpDoor : IHttpDoor
{
    public Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken) =>
        Task.FromResult(HttpAnswer.Without(HttpResult.FailedToConnect, "Nothing leaves the house here: this run has no network."));
}
