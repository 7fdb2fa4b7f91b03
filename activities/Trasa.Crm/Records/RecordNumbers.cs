using System.Globalization;
using Trasa.Crm.Metadata;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>Numbers records in the transaction that creates them; a rolled back creation leaves no hole behind.</summary>
internal static class RecordNumbers
{
    public static async Task<string> NextAsync(IUnitOfWork work, RecordType type, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var year = now.Year.ToString(CultureInfo.InvariantCulture);
        var format = type.NumberFormat!;
        var scope = format.Contains("{yyyy}", StringComparison.Ordinal) ? year : "";
        var value = await work.Command(
            """
            insert into record_counter (type, scope, value) values (@type, @scope, 1)
            on conflict (type, scope) do update set value = record_counter.value + 1 returning value
            """,
            ("type", type.Key), ("scope", scope)).QueryFirstAsync(reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return Format(format, year, value);
    }

    internal static string Format(string format, string year, long value)
    {
        format = format.Replace("{yyyy}", year, StringComparison.Ordinal);
        var (open, close) = (format.IndexOf('{', StringComparison.Ordinal), format.IndexOf('}', StringComparison.Ordinal));
        return format[..open] + value.ToString(new string('0', close - open - 1), CultureInfo.InvariantCulture) + format[(close + 1)..];
    }
}
