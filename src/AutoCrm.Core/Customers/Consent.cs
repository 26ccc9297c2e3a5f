using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// A permission to use personal data for a purpose over a channel, with its legal basis and evidence (GDPR article 6 and 7,
/// PIPL article 13 to 15).
/// </summary>
public sealed record Consent
{
    /// <summary>What for, such as <c>marketing</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Over which channel, such as <c>email</c>; <see langword="null"/> = over any.</summary>
    public string? Channel { get; init; }

    /// <summary>Why it is lawful.</summary>
    public required LegalBasis Basis { get; init; }

    /// <summary>When it was given.</summary>
    public required Instant GivenAt { get; init; }

    /// <summary>What proves it, such as the reference of a form.</summary>
    public required string Evidence { get; init; }

    /// <summary>When it was withdrawn; <see langword="null"/> while it stands.</summary>
    public Instant? WithdrawnAt { get; init; }

    /// <summary>Whether it covers a purpose and channel at an instant.</summary>
    public bool Covers(string purpose, string channel, Instant at) =>
        Purpose == purpose && (Channel is null || Channel == channel) && GivenAt <= at && (WithdrawnAt is null || at < WithdrawnAt);
}
