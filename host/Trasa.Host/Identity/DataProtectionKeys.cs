using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Trasa.Engine.Stores;

namespace Trasa.Host.Identity;

/// <summary>
/// The keys that protect cookies and form tokens, in the database: all hosts share them and a restart signs nobody out.
/// </summary>
internal sealed class DataProtectionKeys(IDatabase database, TimeProvider time) : IXmlRepository
{
    private const string Prefix = "data-protection:";

    // The interface is synchronous; it is asked at the first request and then once in a day.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(async () =>
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await connection
            .Command("select value from setting where key like @prefix", ("prefix", Prefix + "%"))
            .QueryAsync(reader => XElement.Parse(reader.GetString(0)), CancellationToken.None);
    }).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(async () =>
    {
        await using var work = await database.BeginAsync(CancellationToken.None);
        await work.Command(
            "insert into setting (key, value, changed_at, changed_by) values (@key, @value, @now, @by)",
            ("key", Prefix + friendlyName), ("value", element.ToString(SaveOptions.DisableFormatting)), ("now", time.GetUtcNow()), ("by", "Trasa"))
            .ExecuteAsync(CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }).GetAwaiter().GetResult();
}
