using AutoCrm.SharedKernel;

namespace AutoCrm.Vehicles;

/// <summary>A licence plate as written on the vehicle, and the form it is compared by.</summary>
public readonly record struct LicencePlate : ITextValue
{
    /// <summary>A plate as written.</summary>
    /// <exception cref="ArgumentException">It holds no letter or digit.</exception>
    public LicencePlate(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        Text = written.Trim();
        Normalized = string.Concat(written.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (Normalized.Length == 0)
        {
            throw new ArgumentException($"'{written}' is not a licence plate; expected letters or digits.", nameof(written));
        }
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Letters and digits alone, in upper case: <c>沪A·12345</c> gives <c>沪A12345</c>.</summary>
    public string Normalized { get; }

    /// <inheritdoc/>
    string ITextValue.Text => Normalized;

    /// <summary>Plates are the same when their normalized forms are.</summary>
    public bool Equals(LicencePlate other) => Normalized == other.Normalized;

    /// <inheritdoc/>
    public override int GetHashCode() => Normalized?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>As written.</summary>
    public override string ToString() => Text;
}
