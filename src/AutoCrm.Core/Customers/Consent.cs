using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// A permission to use personal data for a purpose over a channel, with its legal basis and evidence (GDPR article 6 and 7,
/// PIPL article 13 to 15).
/// </summary>
public sealed record Consent
{
    /// <summary>The purpose, such as <c>marketing</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The channel, such as <c>email</c>; <see langword="null"/> = any.</summary>
    public string? Channel { get; init; }

    /// <summary>The legal basis.</summary>
    public required LegalBasis Basis { get; init; }

    /// <summary>When the consent was granted.</summary>
    public required Instant GivenAt { get; init; }

    /// <summary>The evidence, such as the reference of a form.</summary>
    public required string Evidence { get; init; }

    /// <summary>The record or event it comes from; <see langword="null"/> if the host granted it.</summary>
    public SourceRef? Source { get; init; }

    /// <summary>When the consent was withdrawn; <see langword="null"/> while it is in force.</summary>
    public Instant? WithdrawnAt { get; init; }

    /// <summary>Whether it covers a purpose and channel at an instant.</summary>
    public bool Covers(string purpose, string channel, Instant at) =>
        Purpose == purpose && (Channel is null || Channel == channel) && GivenAt <= at && (WithdrawnAt is null || at < WithdrawnAt);
}
