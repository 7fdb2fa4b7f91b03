using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trasa.Engine.Doors;

/// <summary>
/// Time-ordered identifiers on the clock of the host (RFC 9562, version 7). Each is greater than the one before, also within a
/// millisecond and within a burst, whose clock stands still: what is sorted by identifier is in the order of its making. Thread-safe.
/// </summary>
public sealed class Identifiers(TimeProvider time) : IIdentifiers
{
    /// <summary>Bits that count within a millisecond (RFC 9562, section 6.2, method 1).</summary>
    private const int CounterBits = 12;

    private long _last;

    public Guid Next()
    {
        var stamp = Stamp();
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)(stamp >> CounterBits) << 16) | 0x7000 | (ulong)(stamp & ((1 << CounterBits) - 1)));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Milliseconds and counter as one number; it runs ahead of the clock when more are made than the counter holds.</summary>
    private long Stamp()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }
}
