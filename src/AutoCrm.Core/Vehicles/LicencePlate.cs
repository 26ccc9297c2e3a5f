using AutoCrm.SharedKernel;

namespace AutoCrm.Vehicles;

/// <summary>A licence plate as written on the vehicle, and the form it is compared by.</summary>
public readonly record struct LicencePlate : ITextValue
{
    /// <summary>Creates a licence plate.</summary>
    /// <exception cref="ArgumentException">The text contains no letter or digit.</exception>
    public LicencePlate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text.Trim();
        Normalized = string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (Normalized.Length == 0)
        {
            throw new ArgumentException($"'{text}' is not a licence plate; expected letters or digits.", nameof(text));
        }
    }

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
