using System.Buffers.Binary;
using Trasa.Engine.Doors;

namespace Trasa.TestKit.Time;

/// <summary>Identifiers of version 7 that are the same in every run with the same seed and clock.</summary>
public sealed class SeededIdentifiers(TimeProvider time, int seed = 1) : IIdentifiers
{
    private long _count;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)(0x7000 | (seed & 0xFFF)));
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref _count) | long.MinValue);
        return new(bytes, bigEndian: true);
    }
}
