using System.Collections;
using Trasa.Engine.Execution;

namespace Trasa.Activities.People;

/// <summary>Inputs of steps for people, with a fault that names what does not fit.</summary>
internal static class TaskInputs
{
    public static List<string> Texts(object? value) => value switch
    {
        null => [],
        string text => text.Length == 0 ? [] : [text],
        IEnumerable list => [.. list.Cast<object?>().Where(entry => entry is not null).Select(entry => entry!.ToString()!)],
        _ => [value.ToString()!],
    };

    /// <summary>Users by address or identifier.</summary>
    public static List<Guid> Users(object? given, IOrganisation organisation)
    {
        var users = new List<Guid>();
        foreach (var text in Texts(given))
        {
            var address = organisation.Canonical(text.Contains(':', StringComparison.Ordinal) ? text : $"user:{text}");
            if (!address.StartsWith("user:", StringComparison.Ordinal) || !Guid.TryParse(address["user:".Length..], out var id))
                throw new ActivityFaultException($"'{text}' is no user who could be excluded; write user:anna or an identifier.");
            users.Add(id);
        }

        return users;
    }
}
