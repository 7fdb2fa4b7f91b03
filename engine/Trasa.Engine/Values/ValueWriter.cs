using System.Buffers.Binary;
using System.Text;

namespace Trasa.Engine.Values;

/// <summary>Writes values and numbers in the compact binary form of instance states. The tags are stored: never change one.</summary>
internal sealed class ValueWriter
{
    private byte[] _buffer = new byte[256];
    private int _length;

    public int Length => _length;

    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    public void Clear() => _length = 0;

    public void Byte(byte value) => Room(1)[0] = value;

    public void Number(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);

    public void Id(Guid value) => value.TryWriteBytes(Room(16));

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    public void OptionalText(string? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is not null) Text(value);
    }

    public void Map(IReadOnlyDictionary<string, object?>? map)
    {
        Number(map?.Count ?? 0);
        if (map is null) return;
        foreach (var (name, value) in map)
        {
            Text(name);
            Value(value, 0);
        }
    }

    public void Values(IReadOnlyList<object?> values)
    {
        Number(values.Count);
        for (var index = 0; index < values.Count; index++) Value(values[index], 0);
    }

    public void Value(object? value) => Value(value, 0);

    private void Value(object? value, int depth)
    {
        if (depth > 200) throw new InvalidOperationException("A value is nested deeper than 200; is it part of itself?");
        switch (value)
        {
            case null: Byte((byte)ValueTag.Null); break;
            case bool flag: Byte((byte)(flag ? ValueTag.True : ValueTag.False)); break;
            case string text: Byte((byte)ValueTag.Text); Text(text); break;
            case decimal number: Decimal(number); break;
            case IReadOnlyDictionary<string, object?> map: Byte((byte)ValueTag.Map); Entries(map, depth); break;
            case IReadOnlyList<object?> list: Byte((byte)ValueTag.List); Items(list, depth); break;
            case DateTimeOffset instant: Byte((byte)ValueTag.Instant); Long(instant.Ticks); Long(instant.Offset.Ticks); break;
            case DateOnly date: Byte((byte)ValueTag.Date); Number(date.DayNumber); break;
            case TimeOnly time: Byte((byte)ValueTag.Time); Long(time.Ticks); break;
            case TimeSpan span: Byte((byte)ValueTag.Span); Long(span.Ticks); break;
            default: Other(value, depth); break;
        }
    }

    /// <summary>A type of another kind is kept as its canonical value or, without one, as its text.</summary>
    private void Other(object value, int depth)
    {
        var canonical = ValueConversion.Canonical(value);
        Value(ReferenceEquals(canonical, value) ? ValueConversion.Text(value) : canonical, depth + 1);
    }

    private void Entries(IReadOnlyDictionary<string, object?> map, int depth)
    {
        Number(map.Count);
        foreach (var (name, value) in map)
        {
            Text(name);
            Value(value, depth + 1);
        }
    }

    private void Items(IReadOnlyList<object?> list, int depth)
    {
        Number(list.Count);
        for (var index = 0; index < list.Count; index++) Value(list[index], depth + 1);
    }

    private void Decimal(decimal number)
    {
        if (number is >= 0 and <= int.MaxValue && decimal.IsInteger(number) && number.Scale == 0)
        {
            Byte((byte)ValueTag.Whole);
            Number((int)number);
            return;
        }

        Byte((byte)ValueTag.Decimal);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var room = Room(16);
        for (var index = 0; index < 4; index++) BinaryPrimitives.WriteInt32LittleEndian(room[(index * 4)..], bits[index]);
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}

internal enum ValueTag : byte
{
    Null = 0,
    False = 1,
    True = 2,
    Text = 3,
    Whole = 4,
    Decimal = 5,
    List = 6,
    Map = 7,
    Instant = 8,
    Date = 9,
    Time = 10,
    Span = 11,
}
