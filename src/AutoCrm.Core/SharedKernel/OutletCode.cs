using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>The code by which the network knows an outlet.</summary>
[JsonConverter(typeof(OutletCodeJsonConverter))]
public readonly record struct OutletCode : ITextValue, IParsable<OutletCode>
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

    /// <summary>Reads a code, answering <see langword="false"/> where the text is empty. The provider is not used.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OutletCode result)
    {
        var isOne = !string.IsNullOrWhiteSpace(s);
        result = isOne ? new OutletCode(s!) : default;
        return isOne;
    }

    /// <inheritdoc/>
    static OutletCode IParsable<OutletCode>.Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>The code.</summary>
    public override string ToString() => Value;
}
