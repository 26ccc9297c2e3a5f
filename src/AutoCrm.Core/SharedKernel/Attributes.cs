using System.Collections;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>What a source said beside the known fields, by column name. Two are equal when they hold the same pairs.</summary>
[JsonConverter(typeof(AttributesJsonConverter))]
public sealed class Attributes : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<Attributes>
{
    private readonly SortedDictionary<string, string> pairs;

    /// <summary>Keeps these pairs; the later of two with the same name wins.</summary>
    public Attributes(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        this.pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            this.pairs[name] = value;
        }
    }

    /// <summary>Nothing beside the known fields.</summary>
    public static Attributes None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => pairs.Count;

    /// <summary>The value of a column, or <see langword="null"/>.</summary>
    public string? this[string name] => pairs.GetValueOrDefault(name);

    /// <inheritdoc/>
    public bool Equals(Attributes? other) => other is not null && (ReferenceEquals(this, other) || pairs.SequenceEqual(other.pairs));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Attributes);

    /// <inheritdoc/>
    public override int GetHashCode() => pairs.Count;

    /// <summary>The pairs, ordered by name.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
