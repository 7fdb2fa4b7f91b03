using System.Buffers.Binary;
using System.Text;

namespace Trasa.Engine.Values;

/// <summary>Reads what <see cref="ValueWriter"/> wrote.</summary>
internal ref struct ValueReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Number()
    {
        var (value, shift) = (0u, 0);
        while (true)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if ((next & 0x80) == 0) return (int)value;
            shift += 7;
            if (shift > 28 + 7) throw Broken();
        }
    }

    /// <summary>A count of things that take at least one byte each.</summary>
    public int Count()
    {
        var count = Number();
        return count >= 0 && count <= _rest.Length ? count : throw Broken();
    }

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public Guid Id() => new(Take(16));

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public string? OptionalText() => Byte() == 0 ? null : Text();

    public Dictionary<string, object?> Map()
    {
        var count = Count();
        var map = new Dictionary<string, object?>(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++) map[Text()] = Value();
        return map;
    }

    public object?[] Values()
    {
        var values = new object?[Count()];
        for (var index = 0; index < values.Length; index++) values[index] = Value();
        return values;
    }

    public object? Value() => (ValueTag)Byte() switch
    {
        ValueTag.Null => null,
        ValueTag.False => false,
        ValueTag.True => true,
        ValueTag.Text => Text(),
        ValueTag.Whole => (decimal)Number(),
        ValueTag.Decimal => Decimal(),
        ValueTag.List => new List<object?>(Values()),
        ValueTag.Map => Map(),
        ValueTag.Instant => new DateTimeOffset(Long(), new TimeSpan(Long())),
        ValueTag.Date => DateOnly.FromDayNumber(Number()),
        ValueTag.Time => new TimeOnly(Long()),
        ValueTag.Span => new TimeSpan(Long()),
        _ => throw Broken(),
    };

    private decimal Decimal()
    {
        var bytes = Take(16);
        Span<int> bits = stackalloc int[4];
        for (var index = 0; index < 4; index++) bits[index] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(index * 4)..]);
        return new decimal(bits);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length) throw Broken();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Broken() => new("The state of the instance is damaged: it ends early or holds an unknown mark.");
}
