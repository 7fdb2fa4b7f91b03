using System.Collections.Concurrent;
using Trasa.Engine.Definitions;

namespace Trasa.Activities.Templates;

/// <summary>The published templates, in the language of the reader where there is one.</summary>
public sealed class MessageTemplates(IDefinitionStore definitions)
{
    /// <summary>Every template exists at least in this language.</summary>
    public const string FallbackLanguage = "en";

    private readonly ConcurrentDictionary<(string Key, int Version), MessageTemplate> _parsed = new();

    /// <exception cref="TemplateMissingException">There is no such template, or it cannot be read.</exception>
    public async Task<RenderedTemplate> RenderAsync(string key, string? language, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var template = await FindAsync($"{key}.{language ?? FallbackLanguage}", cancellationToken).ConfigureAwait(false)
            ?? await FindAsync($"{key}.{FallbackLanguage}", cancellationToken).ConfigureAwait(false)
            ?? throw new TemplateMissingException($"There is no published template '{key}.{FallbackLanguage}'.");
        return template.Render(values);
    }

    /// <summary>In which language the template would be read: that of the reader, or the one that every template has.</summary>
    public async Task<string> LanguageAsync(string key, string? language, CancellationToken cancellationToken) =>
        language is not null && await definitions.FindAsync(DefinitionKind.Template, $"{key}.{language}", null, cancellationToken).ConfigureAwait(false) is not null
            ? language
            : FallbackLanguage;

    private async ValueTask<MessageTemplate?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(DefinitionKind.Template, key, null, cancellationToken).ConfigureAwait(false) is not { } version) return null;
        return _parsed.GetOrAdd((key, version.Version), static (_, content) =>
            MessageTemplate.Parse(content, out var problems) ?? throw new TemplateMissingException($"The template cannot be read: {problems[0].Message}"), version.Content);
    }
}

/// <summary>A message cannot be written because its template is missing or broken.</summary>
public sealed class TemplateMissingException(string message) : Exception(message);
