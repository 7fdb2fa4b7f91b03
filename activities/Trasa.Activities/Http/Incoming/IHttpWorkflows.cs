using Trasa.Engine.Doors;
using Trasa.Engine.Instances;

namespace Trasa.Activities.Http.Incoming;

/// <summary>Takes requests to workflows. The host reads them, asks who may, and writes the answers.</summary>
public interface IHttpWorkflows
{
    /// <summary>
    /// Finds who takes the request: an instance that waits for it, or else the workflow that it starts; of several the one whose
    /// path says more. <paramref name="correlationId"/> chooses among instances that wait at the same path.
    /// </summary>
    Task<EndpointMatch> FindAsync(string method, string path, string? correlationId, CancellationToken cancellationToken);

    /// <summary>Hands the request over and runs the burst that it causes.</summary>
    /// <param name="match">What was found.</param>
    /// <param name="request">The request.</param>
    /// <param name="idempotencyKey">A second request of the same key to an endpoint that starts a workflow starts nothing; or null.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    Task<EndpointAnswer> RunAsync(EndpointMatch match, IncomingRequest request, string? idempotencyKey, Actor actor, CancellationToken cancellationToken);
}

/// <summary>Who takes a request, or why nobody does.</summary>
public sealed record EndpointMatch(EndpointFinding Finding, EndpointSettings? Settings = null)
{
    public IReadOnlyDictionary<string, object?> Route { get; init; } = new Dictionary<string, object?>();

    internal string? DefinitionKey { get; init; }

    internal int Version { get; init; }

    internal string? ActivityId { get; init; }

    internal Guid? BookmarkId { get; init; }
}

public enum EndpointFinding
{
    Found,
    NotFound,

    /// <summary>There is such a path, for other methods.</summary>
    MethodNotAllowed,

    /// <summary>Several instances wait there; a correlation would choose.</summary>
    Ambiguous,
}

/// <param name="Response">What the workflow answered; null when it did not.</param>
/// <param name="Status">Where the instance stands; null when somebody else went on with it in between.</param>
/// <param name="InstanceId">The instance, when it was started.</param>
public sealed record EndpointAnswer(EndpointResponse? Response, InstanceStatus? Status, Guid? InstanceId);
