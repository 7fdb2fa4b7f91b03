using Trasa.Activities.Deciding;
using Trasa.Activities.Deciding.Choosing;
using Trasa.Crm.Messaging;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Xml;
using Trasa.Feel;

namespace Trasa.Crm.Assignment;

/// <summary>The R-ASSIGN in force: the version that is published, or the one that is built in where no pack brought one.</summary>
internal sealed class AssignmentRules(CompiledDecisions decisions, FeelOptions options, MessagingOptions messaging)
{
    public const string Key = "R-ASSIGN";

    private readonly Lazy<CandidateRule> _builtIn = new(() => BuiltIn(options));
    private volatile CandidateRule? _published;

    /// <exception cref="DecisionNotFoundException">The published version cannot be used.</exception>
    public async ValueTask<Deliberation> BeginAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var model = await decisions.LatestAsync(Key, cancellationToken).ConfigureAwait(false);
        return new(model is null ? _builtIn.Value : Published(model), at, messaging.Home);
    }

    /// <summary>The rule as this version of the product brings it.</summary>
    internal static CandidateRule BuiltIn(FeelOptions options)
    {
        using var file = typeof(AssignmentRules).Assembly.GetManifestResourceStream("Assignment.R-ASSIGN.dmn")!;
        return Of(DecisionModel.Compile(DmnReader.Read(file).Definitions!, options: options));
    }

    private CandidateRule Published(DecisionModel model)
    {
        if (_published is { } known && ReferenceEquals(known.Answer.Model, model)) return known;
        return _published = Of(model);
    }

    /// <summary>A model as the assignment asks it.</summary>
    /// <exception cref="DecisionNotFoundException">It cannot be asked.</exception>
    internal static CandidateRule Of(DecisionModel model) =>
        new(CompiledDecisions.Answer(model, Key) ?? throw new DecisionNotFoundException($"'{Key}' must have one decision that no other needs: what is thought of a candidate."));
}
