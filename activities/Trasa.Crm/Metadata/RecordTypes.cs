using System.Reflection;
using Trasa.Crm.Schema;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Metadata;

internal sealed class RecordTypes(IDatabase database, TimeProvider time) : IRecordTypes
{
    private static readonly IReadOnlyList<RecordTypeFile> s_builtIn = ReadBuiltIn();

    private IReadOnlyList<RecordTypeFile> _stored = [];
    private readonly AsyncLocal<RecordTypeSet?> _preview = new();
    private volatile RecordTypeSet _current = RecordTypeSet.Of(s_builtIn);

    public RecordTypeSet Current => _preview.Value ?? _current;

    /// <summary>The types that come with the product.</summary>
    public static RecordTypeSet BuiltIn { get; } = RecordTypeSet.Of(s_builtIn);

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await RecordSchema.TakeTurnAsync(work, cancellationToken).ConfigureAwait(false);
            await RecordSchema.EnsureOwnTablesAsync(work, cancellationToken).ConfigureAwait(false);
            await PutInForceAsync(work, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SaveAsync(IReadOnlyList<(string Name, string Json)> declarations, Actor actor, CancellationToken cancellationToken)
    {
        if (Check(declarations) is { Count: > 0 } problems) throw new DeclarationInvalidException(problems);
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            await RecordSchema.TakeTurnAsync(work, cancellationToken).ConfigureAwait(false);
            foreach (var (name, json) in declarations)
            {
                await work.Command(
                    """
                    insert into record_type (key, declaration, changed_at, changed_by) values (@key, @declaration, @at, @by)
                    on conflict (key) do update set declaration = excluded.declaration, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                    """,
                    ("key", name), ("declaration", json), ("at", time.GetUtcNow()), ("by", actor.Name)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
            }

            await PutInForceAsync(work, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<(string Name, string Json)>> DeclarationsAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await connection.Command("select key, declaration from record_type order by key").QueryAsync(row => (row.GetString(0), row.GetString(1)), cancellationToken).ConfigureAwait(false);
    }

    public IReadOnlyList<DeclarationProblem> Check(IReadOnlyList<(string Name, string Json)> declarations) => With(declarations).Problems;

    public IDisposable Preview(IReadOnlyList<(string Name, string Json)> declarations)
    {
        var (set, problems) = With(declarations);
        if (problems.Count > 0) throw new DeclarationInvalidException(problems);
        var before = _preview.Value;
        _preview.Value = set;
        return new EndOfPreview(_preview, before);
    }

    private (RecordTypeSet Set, IReadOnlyList<DeclarationProblem> Problems) With(IReadOnlyList<(string Name, string Json)> declarations)
    {
        var files = declarations.Select(declaration => RecordTypeReader.Read(declaration.Name, declaration.Json)).ToList();
        return RecordTypeSet.Check([.. s_builtIn, .. _stored.Where(old => files.All(file => file.Name != old.Name)), .. files]);
    }

    private async Task PutInForceAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var stored = await work.Command("select key, declaration from record_type order by key")
            .QueryAsync(reader => RecordTypeReader.Read(reader.GetString(0), reader.GetString(1)), cancellationToken).ConfigureAwait(false);
        var types = RecordTypeSet.Of([.. s_builtIn, .. stored]);
        await RecordSchema.EnsureAsync(work, types, cancellationToken).ConfigureAwait(false);
        foreach (var type in types.All.Where(HasNewFormula)) await Recalculation.RunAsync(work, new(type, time), cancellationToken).ConfigureAwait(false);
        work.OnCommitted(() => (_stored, _current) = (stored, types));
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private bool HasNewFormula(RecordType type) => type.Fields
        .Any(field => field.Formula is { } formula && _current.Find(type.Key)?.Find(field.Name)?.Formula != formula);

    private static List<RecordTypeFile> ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("RecordTypes.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return RecordTypeReader.Read(name["RecordTypes.".Length..], reader.ReadToEnd());
            })];
    }

    private sealed class EndOfPreview(AsyncLocal<RecordTypeSet?> preview, RecordTypeSet? before) : IDisposable
    {
        public void Dispose() => preview.Value = before;
    }
}
