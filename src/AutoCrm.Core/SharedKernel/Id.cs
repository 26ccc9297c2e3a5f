using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>
/// The identity of one <typeparamref name="T"/>: a UUID version 7 (RFC 9562, section 5.7) tagged with what it names,
/// so that the id of a vehicle cannot be passed where the id of a customer is meant.
/// </summary>
/// <typeparam name="T">What the id names. It is a tag only; nothing of it is stored.</typeparam>
/// <param name="Value">The UUID itself.</param>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T>(Guid Value) : IComparable<Id<T>>, IComparable, ISpanParsable<Id<T>>, IIdentifier
{
    /// <summary>The empty id, which names nothing.</summary>
    public static Id<T> Empty => default;

    /// <summary>Whether this is <see cref="Empty"/>.</summary>
    public bool IsEmpty => Value == Guid.Empty;

    /// <summary>Makes a new id whose time part is <paramref name="now"/>, in whole milliseconds.</summary>
    /// <param name="now">The instant to stamp the id with; take it from the injected clock.</param>
    public static Id<T> New(Instant now) => new(Guid.CreateVersion7(now.ToDateTimeOffset()));

    /// <summary>
    /// Derives the id that the thing known outside as <paramref name="source"/> always gets: the time part is
    /// <paramref name="at"/>, the remaining 74 bits are the SHA-256 of the reference. Two runs over the same input
    /// therefore give out the same ids, which makes their answers comparable.
    /// </summary>
    /// <param name="source">Where the thing came from.</param>
    /// <param name="at">The instant to stamp the id with. An instant before 1970 counts as 1970.</param>
    public static Id<T> Derive(SourceRef source, Instant at)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{source.System}\n{source.Key}"), hash);

        Span<byte> bytes = stackalloc byte[16];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, Math.Max(0, at.ToUnixTimeMilliseconds()));
        time[2..].CopyTo(bytes);
        hash[..10].CopyTo(bytes[6..]);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Id<T>(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Reads the usual form of a UUID, <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>.</summary>
    /// <exception cref="FormatException"><paramref name="s"/> is not a UUID.</exception>
    public static Id<T> Parse(ReadOnlySpan<char> s) =>
        TryParse(s, out var id)
            ? id
            : throw new FormatException(
                $"'{s}' is not an id of {typeof(T).Name}; expected a UUID such as 0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10.");

    /// <summary>Reads a UUID, answering <see langword="false"/> where <paramref name="s"/> is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, out Id<T> result)
    {
        var parsed = Guid.TryParseExact(s, "D", out var value);
        result = new Id<T>(value);
        return parsed;
    }

    /// <inheritdoc/>
    static Id<T> IParsable<Id<T>>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static Id<T> ISpanParsable<Id<T>>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a UUID, as routes and queries of ASP.NET Core do. The provider is not used.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result) => TryParse(s, out result);

    /// <inheritdoc/>
    static bool ISpanParsable<Id<T>>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Id<T> result) => TryParse(s, out result);

    /// <summary>Orders ids by their bytes as written, which for UUID version 7 is the order of their time part.</summary>
    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) =>
        obj switch { null => 1, Id<T> other => CompareTo(other), _ => throw new ArgumentException($"{obj} is not an id of {typeof(T).Name}.", nameof(obj)) };

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(Id<T> left, Id<T> right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(Id<T> left, Id<T> right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(Id<T> left, Id<T> right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(Id<T> left, Id<T> right) => left.CompareTo(right) >= 0;

    /// <summary>The lower-case form with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
