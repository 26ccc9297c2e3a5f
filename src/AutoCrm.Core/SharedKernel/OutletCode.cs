using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>The code by which the network knows an outlet.</summary>
[JsonConverter(typeof(OutletCodeJsonConverter))]
public readonly record struct OutletCode : ITextValue
{
    /// <summary>A code as the network writes it.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public OutletCode(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    /// <summary>The code.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    string ITextValue.Text => Value;

    /// <summary>The code.</summary>
    public override string ToString() => Value;
}
