using System.Diagnostics.CodeAnalysis;
using AutoCrm.SharedKernel;

namespace AutoCrm.Vehicles;

/// <summary>A licence plate as written on the vehicle, and the form it is compared by.</summary>
public readonly record struct LicencePlate : ITextValue, IParsable<LicencePlate>
{
    /// <summary>Creates a licence plate.</summary>
    /// <exception cref="ArgumentException">The text contains no letter or digit, or half of a surrogate pair or a noncharacter.</exception>
    public LicencePlate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (StorableText.FindInvalid(text) is { } character)
        {
            throw StorableText.CreateException($"The licence plate '{text}'", character);
        }

        Text = text.Trim();
        Normalized = string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (Normalized.Length == 0)
        {
            throw new ArgumentException($"'{text}' is not a licence plate; expected letters or digits.", nameof(text));
        }
    }

    /// <summary>Tries to read a plate; returns <see langword="false"/> where the constructor would refuse the text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LicencePlate result)
    {
        var isOne = s is not null && s.Any(char.IsLetterOrDigit) && StorableText.IsStorable(s);
        result = isOne ? new LicencePlate(s!) : default;
        return isOne;
    }

    /// <inheritdoc/>
    static LicencePlate IParsable<LicencePlate>.Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>The text of the plate.</summary>
    public string Text { get; }

    /// <summary>Letters and digits only, in upper case: <c>沪A·12345</c> gives <c>沪A12345</c>.</summary>
    public string Normalized { get; }

    /// <inheritdoc/>
    string ITextValue.Text => Normalized;

    /// <summary>Plates are the same when their normalized forms are.</summary>
    public bool Equals(LicencePlate other) => Normalized == other.Normalized;

    /// <inheritdoc/>
    public override int GetHashCode() => Normalized?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The text of the plate.</summary>
    public override string ToString() => Text;
}
