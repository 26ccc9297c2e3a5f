using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.Lifecycle;

/// <summary>A stage of the customer lifecycle, identified by its name. Hosts can add their own.</summary>
[JsonConverter(typeof(StageJsonConverter))]
public readonly record struct Stage : IParsable<Stage>
{
    /// <summary>Creates a stage with a name such as <c>AtRisk</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Stage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Known, without any sign of interest (潜在).</summary>
    public static Stage Prospect { get; } = new("Prospect");

    /// <summary>Has made an enquiry (线索).</summary>
    public static Stage Lead { get; } = new("Lead");

    /// <summary>Has taken a test drive or received a quote (意向).</summary>
    public static Stage Opportunity { get; } = new("Opportunity");

    /// <summary>Has ordered (订车).</summary>
    public static Stage Buyer { get; } = new("Buyer");

    /// <summary>Owns a vehicle (车主).</summary>
    public static Stage Owner { get; } = new("Owner");

    /// <summary>Uses the workshop regularly (活跃).</summary>
    public static Stage Active { get; } = new("Active");

    /// <summary>Overdue for a visit (预警).</summary>
    public static Stage AtRisk { get; } = new("AtRisk");

    /// <summary>No longer visits (流失).</summary>
    public static Stage Lapsed { get; } = new("Lapsed");

    /// <summary>The vehicle has reached the age at which it is usually replaced (换购期).</summary>
    public static Stage RepurchaseWindow { get; } = new("RepurchaseWindow");

    /// <summary>Has bought again (复购).</summary>
    public static Stage RepeatBuyer { get; } = new("RepeatBuyer");

    /// <summary>Showed interest, but did not buy.</summary>
    public static Stage Lost { get; } = new("Lost");

    /// <summary>Returned after having lapsed (赢回).</summary>
    public static Stage WonBack { get; } = new("WonBack");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Reads a name, answering <see langword="false"/> where the text is empty. The provider is not used.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Stage result)
    {
        var isOne = !string.IsNullOrWhiteSpace(s);
        result = isOne ? new Stage(s!) : default;
        return isOne;
    }

    /// <inheritdoc/>
    static Stage IParsable<Stage>.Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Converts a stage to and from its name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StageJsonConverter : JsonConverter<Stage>
{
    /// <inheritdoc/>
    public override Stage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } name ? new Stage(name) : throw new JsonException("The stage has no name; expected a non-empty string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Stage value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Name);
    }
}
