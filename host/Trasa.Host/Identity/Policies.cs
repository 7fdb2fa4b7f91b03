using Microsoft.AspNetCore.Authorization;

namespace Trasa.Host.Identity;

/// <summary>What pages and endpoints ask for. A role may do what its line says; an administrator may do everything.</summary>
internal static class Policies
{
    /// <summary>
    /// Signed in, and no more: also with a password that somebody else has made up. Everything else, and what asks for no
    /// policy, wants a password of the person's own.
    /// </summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>See and change how work is distributed.</summary>
    public const string Dispatch = nameof(Dispatch);

    /// <summary>See workflows and incidents, publish versions.</summary>
    public const string Processes = nameof(Processes);

    /// <summary>Mend instances that stopped: retry, skip, continue elsewhere, change variables.</summary>
    public const string Repair = nameof(Repair);

    /// <summary>See decisions, approve what others wrote, and go back to an earlier version.</summary>
    public const string Rules = nameof(Rules);

    /// <summary>Write decisions: drafts, examples, and handing them in.</summary>
    public const string WriteRules = nameof(WriteRules);

    /// <summary>People, calendars, keys.</summary>
    public const string Administration = nameof(Administration);

    public static void AddTo(AuthorizationBuilder builder)
    {
        builder.SetDefaultPolicy(Entered(new()).Build());
        builder.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        builder.AddPolicy(Dispatch, Holds(Role.Dispatcher, Role.Supervisor, Role.Manager, Role.ProcessOwner));
        builder.AddPolicy(Processes, Holds(Role.Supervisor, Role.Manager, Role.ProcessOwner, Role.RuleAuthor));
        builder.AddPolicy(Repair, Holds(Role.ProcessOwner));
        builder.AddPolicy(Rules, Holds(Role.Supervisor, Role.Manager, Role.ProcessOwner, Role.RuleAuthor));
        builder.AddPolicy(WriteRules, Holds(Role.RuleAuthor, Role.ProcessOwner));
        builder.AddPolicy(Administration, Holds());
    }

    private static Action<AuthorizationPolicyBuilder> Holds(params Role[] roles) =>
        policy => Entered(policy).RequireRole([.. roles.Select(role => role.Key), Role.Administrator.Key]);

    private static AuthorizationPolicyBuilder Entered(AuthorizationPolicyBuilder policy) =>
        policy.RequireAuthenticatedUser().RequireAssertion(context => !context.User.MustChangePassword());
}
