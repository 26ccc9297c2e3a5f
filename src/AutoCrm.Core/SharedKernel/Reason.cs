using System.Globalization;

namespace AutoCrm.SharedKernel;

/// <summary>
/// Why an answer is as it is: a stable code, the values its message speaks of, and the events, records or rules it
/// rests on. The message itself is made in the reader's language by <see cref="ReasonText"/>.
/// </summary>
public sealed class Reason : IEquatable<Reason>
{
    /// <summary>A reason with its values and grounds.</summary>
    /// <param name="code">The stable code, such as <c>lifecycle.event</c>; it names the message template.</param>
    /// <param name="values">The values of the message, by placeholder name, in invariant form.</param>
    /// <param name="evidence">The references of events and records (<c>system:key</c>), and the names of rules.</param>
    public Reason(string code, IReadOnlyList<ReasonValue> values, IReadOnlyList<string> evidence)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
        Values = values;
        Evidence = evidence;
    }

    /// <summary>The stable code.</summary>
    public string Code { get; }

    /// <summary>The values of the message.</summary>
    public IReadOnlyList<ReasonValue> Values { get; }

    /// <summary>What it rests on.</summary>
    public IReadOnlyList<string> Evidence { get; }

    /// <summary>A reason with values and no further grounds.</summary>
    public static Reason Create(string code, params ReadOnlySpan<(string Name, object Value)> values) => Create(code, [], values);

    /// <summary>A reason with values and grounds.</summary>
    public static Reason Create(string code, IReadOnlyList<string> evidence, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var list = new ReasonValue[values.Length];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = ReasonValue.Of(values[i].Name, values[i].Value);
        }

        return new Reason(code, list, evidence);
    }

    /// <inheritdoc/>
    public bool Equals(Reason? other) =>
        other is not null && Code == other.Code && Values.SequenceEqual(other.Values) && Evidence.SequenceEqual(other.Evidence);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Reason);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Values.Count, Evidence.Count);

    /// <summary>The message in English.</summary>
    public override string ToString() => ReasonText.Default.Render(this, CultureInfo.InvariantCulture);

    /// <summary>The message in a language; English where there is no translation.</summary>
    public string In(CultureInfo culture) => ReasonText.Default.Render(this, culture);
}
