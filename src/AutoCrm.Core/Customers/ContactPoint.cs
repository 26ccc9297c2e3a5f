using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>One way to reach a customer. An invalid one is kept as given, marked, and never dialled.</summary>
public sealed record ContactPoint
{
    /// <summary>The way.</summary>
    public required ContactPointKind Kind { get; init; }

    /// <summary>The form it is compared and used by: E.164 for a phone, lower case for an e-mail address.</summary>
    public required string Value { get; init; }

    /// <summary>As the source gave it.</summary>
    public required string RawValue { get; init; }

    /// <summary>Whether it can be used; an invalid one is only kept.</summary>
    public required bool IsValid { get; init; }

    /// <summary>What it is for, such as <c>private</c> or <c>work</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>When somebody made sure that it reaches the customer.</summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>The source record it comes from; <see langword="null"/> where the host itself added it.</summary>
    public SourceRef? Source { get; init; }

    /// <summary>Whether it is the one to use of its kind.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>A phone number, read as dialled in a country.</summary>
    /// <param name="given">The number as given.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country whose habits apply to a number without country code.</param>
    public static ContactPoint Phone(string given, string country)
    {
        var number = PhoneNumber.Read(given, country);
        return new ContactPoint { Kind = ContactPointKind.Phone, Value = number.Value, RawValue = given, IsValid = number.IsValid };
    }

    /// <summary>An e-mail address.</summary>
    public static ContactPoint Email(string given)
    {
        var address = EmailAddress.Read(given);
        return new ContactPoint { Kind = ContactPointKind.Email, Value = address.Value, RawValue = given, IsValid = address.IsValid };
    }
}
