using Trasa.Crm.Records;
using Trasa.Engine.Stores;
using Trasa.Host.Hosting;
using Trasa.Host.Identity;

namespace Trasa.Host.CommandLine;

/// <summary>Who may sign in. A password is typed, or piped in; it never stands on the command line, where others can read it.</summary>
internal sealed class UsersCommand : ICommand
{
    public string Name => "users";

    public string Usage => "list | add LOGIN --name NAME [--email E] [--role R,...] | set-password LOGIN | key LOGIN NAME [--scopes read,write,intake] [--database D]";

    public string Summary => "Lists and adds people, sets a password (read from the terminal or standard input), issues an API key.";

    public async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, ["database", "scopes", "name", "email", "role"], most: 3);
        var settings = new HostSettings(DatabaseAddress.Parse(arguments.Database(HostSettings.DefaultDatabase)));
        Func<IServiceProvider, Task<int>> run = arguments.Words switch
        {
            ["list"] => services => ListAsync(services, output, cancellationToken),
            ["add", var login] => services => AddAsync(services, Person(login, arguments), output, cancellationToken),
            ["set-password", var login] => services => SetPasswordAsync(services, login, output, cancellationToken),
            ["key", var login, var name] => services => IssueKeyAsync(services, login, name, Scopes(arguments), output, cancellationToken),
            _ => throw new CommandLineException("Say list, add LOGIN --name NAME, set-password LOGIN or key LOGIN NAME."),
        };
        await using var app = TrasaHost.Build(settings);
        await TrasaHost.PrepareAsync(app, cancellationToken);
        return await run(app.Services);
    }

    private static string[] Scopes(CommandArguments arguments)
    {
        var scopes = (arguments["scopes"] ?? ApiKey.Read).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return scopes.Except(ApiKey.AllScopes).FirstOrDefault() is { } unknown
            ? throw new CommandLineException($"There is no scope '{unknown}'; known are {string.Join(", ", ApiKey.AllScopes)}.")
            : scopes;
    }

    private static NewPerson Person(string login, CommandArguments arguments)
    {
        var name = arguments["name"] ?? throw new CommandLineException("Say who it is: --name \"Ana Popescu\".");
        var roles = (arguments["role"] ?? Role.Agent.Key).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return roles.FirstOrDefault(role => Role.Find(role) is null) is { } unknown
            ? throw new CommandLineException($"There is no role '{unknown}'; known are {string.Join(", ", Role.All.Select(role => role.Key))}.")
            : new(login.Trim().ToLowerInvariant(), name, arguments["email"], roles);
    }

    private static async Task<int> AddAsync(IServiceProvider services, NewPerson person, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var account = await services.GetRequiredService<Accounts>().AddAsync(person, cancellationToken);
            await output.WriteLineAsync($"{account.Name} is there as {account.Login} ({string.Join(", ", account.Roles)}), without a password yet: ./trasa users set-password {account.Login}");
            return 0;
        }
        catch (RecordInvalidException problem)
        {
            throw new CommandLineException(string.Join(Environment.NewLine, problem.Problems.Select(field => $"{field.Field}: {field.Message}")));
        }
    }

    private static async Task<int> ListAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var credentials = services.GetRequiredService<CredentialStore>();
        foreach (var account in await services.GetRequiredService<Accounts>().ListAsync(cancellationToken))
        {
            var state = await credentials.FindAsync(account.UserId, cancellationToken) is null ? "no password" : "password set";
            await output.WriteLineAsync($"{account.Login,-20} {account.Name,-30} {string.Join(", ", account.Roles),-40} {state}");
        }

        return 0;
    }

    private static async Task<int> SetPasswordAsync(IServiceProvider services, string login, TextWriter output, CancellationToken cancellationToken)
    {
        var account = await FindAsync(services, login, cancellationToken);
        if (!Console.IsInputRedirected) await output.WriteAsync($"New password for {account.Name}: ");
        var password = await Console.In.ReadLineAsync(cancellationToken) ?? "";
        if (await services.GetRequiredService<Passwords>().SetAsync(account, password.TrimEnd('\r'), mustChange: false, cancellationToken) is { } problem)
            throw new CommandLineException(problem);
        await output.WriteLineAsync($"{account.Name} can sign in as {account.Login}.");
        return 0;
    }

    private static async Task<int> IssueKeyAsync(IServiceProvider services, string login, string name, string[] scopes, TextWriter output, CancellationToken cancellationToken)
    {
        var account = await FindAsync(services, login, cancellationToken);
        var (secret, _) = await services.GetRequiredService<ApiKeys>().IssueAsync(name, account.UserId, scopes, expiresAt: null, cancellationToken);
        await output.WriteLineAsync(secret);
        return 0;
    }

    private static async Task<Account> FindAsync(IServiceProvider services, string login, CancellationToken cancellationToken) =>
        await services.GetRequiredService<Accounts>().FindAsync(login, cancellationToken)
        ?? throw new CommandLineException($"Nobody has the login '{login}'; './trasa users list' shows who there is.");
}
