using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Seeding;

internal sealed class RecordSeed(IDatabase database, IRecords records, IRecordVerbs verbs, IRecordTypes types, TimeProvider time) : IRecordSeed
{
    public async Task<SeedReport> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        List<(string Name, string Json)> texts = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            texts.Add((Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)));
        return await LoadAsync(texts, cancellationToken).ConfigureAwait(false);
    }

    public async Task<SeedReport> LoadAsync(IReadOnlyList<(string Name, string Json)> texts, CancellationToken cancellationToken)
    {
        var files = texts.Select(text => (text.Name, File: SeedFile.Read(text.Name, text.Json))).ToList();
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            var loading = new Loading(work, records, types.Current, time.GetUtcNow());
            foreach (var (name, file) in files) await loading.CreateAsync(name, file, cancellationToken).ConfigureAwait(false);
            await loading.ConnectAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (record, verb) in loading.Then) await verbs.RunAsync(work, record, verb, null, Actor.System, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return loading.Report();
        }
    }

    /// <summary>One run over the files. References to records of later files are filled in at the end.</summary>
    private sealed class Loading(IUnitOfWork work, IRecords records, RecordTypeSet types, DateTimeOffset now)
    {
        private readonly Dictionary<(string Type, string Name), Guid> _known = [];
        private readonly List<Later> _later = [];
        private readonly Dictionary<string, int> _created = new(StringComparer.Ordinal);
        private int _existing;

        public async Task CreateAsync(string fileName, SeedFile file, CancellationToken cancellationToken)
        {
            var type = types.Find(file.Type) ?? throw new SeedInvalidException(fileName, "type", $"there is no record type '{file.Type}'.");
            var before = await records.QueryAsync(work, new(type.Key, Take: 1000), Actor.System, cancellationToken).ConfigureAwait(false);
            if (file.Match is null && before.Total > 0)
            {
                _existing += file.Records.Count;
                return;
            }

            foreach (var record in before.Records)
                if (file.Match is { } match && record.Text(match) is { } name) _known[(type.Key, name)] = record.Id;
            for (var i = 0; i < file.Records.Count; i++)
                await CreateAsync(new(fileName, $"records[{i}]"), file, type, file.Records[i], cancellationToken).ConfigureAwait(false);
        }

        public async Task ConnectAsync(CancellationToken cancellationToken)
        {
            foreach (var group in _later.GroupBy(later => (later.Place, later.Record)))
            {
                var changes = new Dictionary<string, object?>(StringComparer.Ordinal);
                foreach (var later in group)
                {
                    var (value, missing) = await ResolveAsync(later.Field, later.Value, cancellationToken).ConfigureAwait(false);
                    changes[later.Field.Name] = value ?? throw Invalid(later.Place, $"{later.Field.Name}: there is no {later.Field.Target} '{missing}'.");
                }

                await records.UpdateAsync(work, group.Key.Record.Type, group.Key.Record.Id, changes, null, Actor.System, cancellationToken).ConfigureAwait(false);
            }
        }

        /// <summary>What is to be done to which of the created records.</summary>
        public List<(RecordReference Record, string Verb)> Then { get; } = [];

        public SeedReport Report() => new(_created, _existing);

        private async Task CreateAsync(Place place, SeedFile file, RecordType type, IReadOnlyDictionary<string, System.Text.Json.JsonElement> written, CancellationToken cancellationToken)
        {
            var values = written.ToDictionary(entry => entry.Key, entry => Read(place, file, entry.Value), StringComparer.Ordinal);
            if (file.Match is { } match && values.GetValueOrDefault(match) is string name && _known.ContainsKey((type.Key, name)))
            {
                _existing++;
                return;
            }

            List<(RecordField, object)> open = [];
            foreach (var (fieldName, value) in values.ToList())
            {
                if (value is null || type.Find(fieldName) is not { Target: not null } field) continue;
                if (await ResolveAsync(field, value, cancellationToken).ConfigureAwait(false) is { Value: { } found }) values[fieldName] = found;
                else if (values.Remove(fieldName)) open.Add((field, value));
            }

            var record = await StoreAsync(place, type, values, cancellationToken).ConfigureAwait(false);
            if (file.Match is not null && record.Text(file.Match) is { } known) _known[(type.Key, known)] = record.Id;
            if (file.Then is { } verb) Then.Add((record.Reference, verb));
            _created[type.Key] = _created.GetValueOrDefault(type.Key) + 1;
            _later.AddRange(open.Select(entry => new Later(place, record.Reference, entry.Item1, entry.Item2)));
        }

        private async Task<Record> StoreAsync(Place place, RecordType type, Dictionary<string, object?> values, CancellationToken cancellationToken)
        {
            try
            {
                return await records.CreateAsync(work, type.Key, values, Actor.System, cancellationToken).ConfigureAwait(false);
            }
            catch (RecordInvalidException problem)
            {
                throw Invalid(place, problem.Message);
            }
        }

        private object? Read(Place place, SeedFile file, System.Text.Json.JsonElement written)
        {
            try
            {
                return file.Value(written, now);
            }
            catch (Exception problem) when (problem is FormatException or TimeZoneNotFoundException)
            {
                throw Invalid(place, problem.Message);
            }
        }

        /// <summary>The identifier or identifiers behind the names; no value when one of them is not there (yet).</summary>
        private async Task<(object? Value, string? Missing)> ResolveAsync(RecordField field, object value, CancellationToken cancellationToken)
        {
            List<object?> found = [];
            foreach (var name in value is IReadOnlyList<object?> list ? list : [value])
            {
                if (await FindAsync(field.Target!, name as string ?? "", cancellationToken).ConfigureAwait(false) is not { } id) return (null, name as string);
                found.Add(id);
            }

            return (field.IsList ? found : found[0], null);
        }

        /// <summary>A record of these files, or one that was there before by its number, a unique field or its title.</summary>
        private async Task<Guid?> FindAsync(string target, string name, CancellationToken cancellationToken)
        {
            if (_known.TryGetValue((target, name), out var known)) return known;
            var type = types[target];
            foreach (var field in type.Fields.Where(field => field.Type == FieldType.Text && (field.Unique || field.Name == "number" || field.Name == type.TitleField)))
            {
                var page = await records.QueryAsync(work, new(target, [new(field.Name, FieldOperator.Equal, name)], Take: 2), Actor.System, cancellationToken).ConfigureAwait(false);
                if (page.Records is [var only]) return _known[(target, name)] = only.Id;
            }

            return null;
        }

        private static SeedInvalidException Invalid(Place place, string reason) => new(place.File, place.Path, reason);
    }

    private sealed record Place(string File, string Path);

    private sealed record Later(Place Place, RecordReference Record, RecordField Field, object Value);
}
