namespace Trasa.Activities.Http.Outgoing;

/// <summary>For simulations, scenarios and commands: nothing leaves.</summary>
public sealed class ClosedHttpDoor : IHttpDoor
{
    /// <summary>What every request is answered.</summary>
    public static HttpAnswer Answer { get; } = HttpAnswer.Without(HttpResult.FailedToConnect, "Nothing leaves the house here: this run has no network.");

    public Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken) => Task.FromResult(Answer);
}
