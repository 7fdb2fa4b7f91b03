using System.Security.Cryptography;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Attachments;

internal sealed class RecordAttachments(IDatabase database, IRecords records, RecordTables tables, RecordWriter writer) : IAttachments
{
    /// <summary>25 MB: what mail systems commonly let through.</summary>
    internal const int Limit = 25 * 1024 * 1024;

    public async Task<Record> AddAsync(IUnitOfWork work, RecordReference about, AttachedFile file, Actor actor, CancellationToken cancellationToken)
    {
        if (file.Content.Length > Limit)
            throw new RecordInvalidException("attachment", [new("size", $"{file.Name} has {file.Content.Length:N0} bytes; the limit is {Limit:N0}.")]);
        var content = file.Content.ToArray();
        var record = await writer.CreateAsync(
            work,
            tables["attachment"],
            new Dictionary<string, object?>
            {
                ["fileName"] = SafeName(file.Name),
                ["contentType"] = file.ContentType,
                ["contentId"] = file.ContentId,
                ["about"] = about.ToString(),
            },
            new Dictionary<string, object?>
            {
                ["size"] = content.Length,
                ["task"] = file.Task?.ToString(),
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
            },
            actor,
            cancellationToken).ConfigureAwait(false);
        await work.Command("insert into record_content (id, content) values (@id, @content)", ("id", record.Id), ("content", content))
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return record;
    }

    public async Task<AttachedFile?> OpenAsync(IUnitOfWork? work, Guid attachmentId, Actor actor, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(work, "attachment", attachmentId, actor, cancellationToken).ConfigureAwait(false);
        if (record is null) return null;
        var connection = await RecordConnection.OpenAsync(database, work, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var content = await connection.Command("select content from record_content where id = @id", ("id", attachmentId))
                .QueryFirstAsync(reader => reader.GetFieldValue<byte[]>(0), cancellationToken).ConfigureAwait(false);
            return content is null ? null : new(record.Text("fileName")!, record.Text("contentType"), content, record.Text("contentId"));
        }
    }

    /// <summary>What senders call files may hold folders, control characters and far too many letters.</summary>
    internal static string SafeName(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(character => !char.IsControl(character) && !"<>:\"|?*".Contains(character, StringComparison.Ordinal))).Trim(' ', '.');
        if (name.Length == 0) return "file";
        if (name.Length <= 200) return name;
        var extension = Path.GetExtension(name) is { Length: <= 20 } kept ? kept : "";
        return name[..(200 - extension.Length)] + extension;
    }
}
