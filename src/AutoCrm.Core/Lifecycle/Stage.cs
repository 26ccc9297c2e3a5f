using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoCrm.Lifecycle;

/// <summary>A stage of the customer's life with the firm, known by its name. Hosts add their own.</summary>
[JsonConverter(typeof(StageJsonConverter))]
public readonly record struct Stage
{
    /// <summary>A stage by its name, such as <c>AtRisk</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Stage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Known, and no interest shown yet (潜在).</summary>
    public static Stage Prospect { get; } = new("Prospect");

    /// <summary>Has asked (线索).</summary>
    public static Stage Lead { get; } = new("Lead");

    /// <summary>Has driven or been quoted (意向).</summary>
    public static Stage Opportunity { get; } = new("Opportunity");

    /// <summary>Has ordered (订车).</summary>
    public static Stage Buyer { get; } = new("Buyer");

    /// <summary>Owns a vehicle (车主).</summary>
    public static Stage Owner { get; } = new("Owner");

    /// <summary>Comes to the workshop (活跃).</summary>
    public static Stage Active { get; } = new("Active");

    /// <summary>Has not come when due (预警).</summary>
    public static Stage AtRisk { get; } = new("AtRisk");

    /// <summary>Does not come any more (流失).</summary>
    public static Stage Lapsed { get; } = new("Lapsed");

    /// <summary>The vehicle is at the age at which the next one is bought (换购期).</summary>
    public static Stage RepurchaseWindow { get; } = new("RepurchaseWindow");

    /// <summary>Has bought again (复购).</summary>
    public static Stage RepeatBuyer { get; } = new("RepeatBuyer");

    /// <summary>Showed interest and went away.</summary>
    public static Stage Lost { get; } = new("Lost");

    /// <summary>Was lapsed and has come back (赢回).</summary>
    public static Stage WonBack { get; } = new("WonBack");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Writes a stage as its name, and reads it back.</summary>
public sealed class StageJsonConverter : JsonConverter<Stage>
{
    /// <inheritdoc/>
    public override Stage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } name ? new Stage(name) : throw new JsonException("A stage has a name.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Stage value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Name);
    }
}
