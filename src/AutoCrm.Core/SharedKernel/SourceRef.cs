using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>
/// The origin of a record, event or message: a source system and the key it has there. The same reference twice is the same
/// thing; imports, events and messages are idempotent by it.
/// </summary>
[JsonConverter(typeof(SourceRefJsonConverter))]
public readonly record struct SourceRef : IComparable<SourceRef>, IComparable, IParsable<SourceRef>
{
    /// <summary>Names a thing by its system and its key there.</summary>
    /// <param name="system">The name of the source system, such as <c>head-office</c>. It holds no colon.</param>
    /// <param name="key">The key within that system, as the system writes it.</param>
    /// <exception cref="ArgumentException">
    /// One of them is empty or holds half of a surrogate pair or a noncharacter, or the system's name holds a colon.
    /// </exception>
    public SourceRef(string system, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(system);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (system.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The source system '{system}' holds a colon, which separates system and key; name it without.", nameof(system));
        }

        if ((StorableText.FindInvalid(system) ?? StorableText.FindInvalid(key)) is { } character)
        {
            throw StorableText.CreateException($"The source reference '{system}:{key}'", character);
        }

        System = system;
        Key = key;
    }

    /// <summary>The name of the source system.</summary>
    public string System { get; }

    /// <summary>The key within the system.</summary>
    public string Key { get; }

    /// <summary>Whether it names nothing, as the default value does.</summary>
    public bool IsEmpty => System is null;

    /// <summary>Reads <c>system:key</c>; the key is all that follows the first colon.</summary>
    /// <exception cref="FormatException">There is no colon, nothing on one side of it, or half of a surrogate pair or a noncharacter.</exception>
    public static SourceRef Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, null, out var source)
            ? source
            : throw new FormatException($"'{text}' is not a source reference; expected 'system:key'.");
    }

    /// <summary>Reads <c>system:key</c>, answering <see langword="false"/> where the text is not of that form. The provider is not used.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SourceRef result)
    {
        var colon = s?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var isOne = colon > 0 && colon < s!.Length - 1 && StorableText.IsStorable(s);
        result = isOne ? new SourceRef(s![..colon], s[(colon + 1)..]) : default;
        return isOne;
    }

    /// <inheritdoc/>
    static SourceRef IParsable<SourceRef>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Orders by system, then by key, both by code point.</summary>
    public int CompareTo(SourceRef other)
    {
        var bySystem = string.CompareOrdinal(System, other.System);
        return bySystem != 0 ? bySystem : string.CompareOrdinal(Key, other.Key);
    }

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) =>
        obj switch { null => 1, SourceRef other => CompareTo(other), _ => throw new ArgumentException($"{obj} is not a source reference.", nameof(obj)) };

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(SourceRef left, SourceRef right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(SourceRef left, SourceRef right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(SourceRef left, SourceRef right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(SourceRef left, SourceRef right) => left.CompareTo(right) >= 0;

    /// <summary>The form <c>system:key</c>.</summary>
    public override string ToString() => $"{System}:{Key}";
}
