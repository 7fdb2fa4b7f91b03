namespace Trasa.Crm.Metadata;

/// <summary>All record types of an installation at one moment; immutable, and consistent in itself.</summary>
public sealed class RecordTypeSet
{
    private readonly Dictionary<string, RecordType> _types;

    private RecordTypeSet(IEnumerable<RecordType> types) => _types = types.ToDictionary(type => type.Key, StringComparer.Ordinal);

    public IReadOnlyCollection<RecordType> All => _types.Values;

    public RecordType? Find(string key) => _types.GetValueOrDefault(key);

    /// <exception cref="UnknownRecordTypeException">There is no such type.</exception>
    public RecordType this[string key] => Find(key) ?? throw new UnknownRecordTypeException(key, _types.Keys);

    /// <summary>The fields, with their types, that refer to records of this type.</summary>
    public IEnumerable<(RecordType Type, RecordField Field)> ReferringTo(string key) =>
        from type in _types.Values
        from field in type.Fields
        where field.Target == key
        select (type, field);

    /// <summary>Puts declarations together: a later file of a key replaces the earlier, extensions are applied last.</summary>
    /// <exception cref="DeclarationInvalidException">With everything that is wrong in any of the files.</exception>
    public static RecordTypeSet Of(IEnumerable<RecordTypeFile> files)
    {
        var (set, problems) = Check(files);
        return problems.Count == 0 ? set : throw new DeclarationInvalidException(problems);
    }

    /// <summary>As <see cref="Of"/>, but returns the problems.</summary>
    public static (RecordTypeSet Set, IReadOnlyList<DeclarationProblem> Problems) Check(IEnumerable<RecordTypeFile> files)
    {
        List<DeclarationProblem> problems = [];
        var declared = new Dictionary<string, (RecordType Type, RecordTypeFile File)>(StringComparer.Ordinal);
        List<RecordTypeFile> extensions = [];
        foreach (var file in files)
        {
            problems.AddRange(file.Problems);
            if (file.Type is { } type) declared[type.Key] = (type, file);
            else if (file.Extension is not null) extensions.Add(file);
        }

        foreach (var file in extensions) Extend(declared, file, problems);
        var set = new RecordTypeSet(declared.Values.Select(entry => entry.Type));
        foreach (var (type, file) in declared.Values) set.CheckReferences(type, file, problems);
        return (set, problems);
    }

    private static void Extend(Dictionary<string, (RecordType Type, RecordTypeFile File)> declared, RecordTypeFile file, List<DeclarationProblem> problems)
    {
        var extension = file.Extension!;
        if (!declared.TryGetValue(extension.Extends, out var entry))
        {
            problems.Add(new(file.Name, file.Places?.LineOf("extends") ?? 0, "REC-007", "extends", $"there is no record type '{extension.Extends}'."));
            return;
        }

        foreach (var name in extension.Options.Keys.Where(name => entry.Type.Find(name) is null))
            problems.Add(new(file.Name, file.Places?.LineOf($"options.{name}") ?? 0, "REC-004", $"options.{name}", $"{extension.Extends} has no field '{name}'."));
        var extended = extension.ApplyTo(entry.Type);
        var found = RecordTypeValidation.Check(extended, file.Name, file.Places);
        problems.AddRange(found);
        if (found.Count == 0) declared[extension.Extends] = (extended, entry.File);
    }

    private void CheckTrack(RecordType type, RecordTrack track, Action<string, string> add)
    {
        if (!_types.TryGetValue(track.Type, out var stations))
        {
            add("track.type", $"there is no record type '{track.Type}'.");
            return;
        }

        if (stations.Find(track.Field)?.Target != type.Key) add("track.field", $"'{track.Field}' of {track.Type} does not refer to {type.Key}.");
        foreach (var field in ((string?[])[track.State, track.Stage]).OfType<string>().Concat(track.Shown ?? []).Where(field => stations.Find(field) is null))
            add("track", $"{track.Type} has no field '{field}'.");
        foreach (var state in track.Done.Concat(track.Here).Concat(track.Left ?? []).Where(state => stations.Find(track.State)?.Option(state) is null))
            add("track", $"'{track.State}' of {track.Type} has no option '{state}'.");
    }

    private void CheckReferences(RecordType type, RecordTypeFile file, List<DeclarationProblem> problems)
    {
        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].Target is { } target && !_types.ContainsKey(target))
                Add($"fields[{i}].to", $"there is no record type '{target}'.");

        for (var i = 0; i < type.Fields.Count; i++)
            if (type.Fields[i].RollUp is { } rollUp && Flaw(type, rollUp) is { } flaw) Add($"fields[{i}].rollUp", flaw);

        for (var i = 0; i < type.Related.Count; i++)
        {
            var related = type.Related[i];
            if (!_types.TryGetValue(related.Type, out var other)) Add($"related[{i}].type", $"there is no record type '{related.Type}'.");
            else if (other.Find(related.Field) is not { } field || !(field.Target == type.Key || field.IsOpenReference))
                Add($"related[{i}].field", $"'{related.Field}' of {related.Type} does not refer to {type.Key}.");
            else if (related.OrderBy?.TrimStart('-') is { } order && other.Find(order) is null) Add($"related[{i}].orderBy", $"{related.Type} has no field '{order}'.");
        }

        if (type.Track is { } track) CheckTrack(type, track, Add);
        string? Flaw(RecordType type, RollUp rollUp)
        {
            if (!_types.TryGetValue(rollUp.Of, out var part)) return $"there is no record type '{rollUp.Of}'.";
            if (part.Find(rollUp.By) is not { Many: false } by || by.Target != type.Key) return $"'{rollUp.By}' of {rollUp.Of} does not refer to one {type.Key}.";
            if (rollUp.List is { } listed && part.Find(listed) is not { Type: FieldType.Text or FieldType.LongText }) return $"'{listed}' of {rollUp.Of} is no text.";
            return rollUp.Sum is null || part.Find(rollUp.Sum) is { Type: FieldType.Integer or FieldType.Number or FieldType.Money } ? null : $"'{rollUp.Sum}' of {rollUp.Of} is no number.";
        }

        void Add(string path, string message) => problems.Add(new(file.Name, file.Places?.LineOf(path) ?? 0, "REC-007", path, message));
    }
}

/// <summary>The key names no record type.</summary>
public sealed class UnknownRecordTypeException(string key, IEnumerable<string> known)
    : Exception($"There is no record type '{key}'. There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
