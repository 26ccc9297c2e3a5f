using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>A contact point of a customer. An invalid one is kept unchanged, marked as invalid, and never used.</summary>
public sealed record ContactPoint
{
    /// <summary>The kind.</summary>
    public required ContactPointKind Kind { get; init; }

    /// <summary>The normalized form, which is compared and used: E.164 for a phone number, lower case for an e-mail address.</summary>
    public required string Value { get; init; }

    /// <summary>The value as supplied by the source.</summary>
    public required string RawValue { get; init; }

    /// <summary>Whether the contact point can be used.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The purpose, such as <c>private</c> or <c>work</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>When it was verified that the contact point reaches the customer.</summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>The originating source record; <see langword="null"/> if added by the host.</summary>
    public SourceRef? Source { get; init; }

    /// <summary>Whether this is the preferred contact point of its kind.</summary>
    public bool IsPreferred { get; init; }

    /// <summary>Creates a contact point from a phone number, parsed as dialled in a country.</summary>
    /// <param name="phoneNumber">The phone number in any common notation.</param>
    /// <param name="country">ISO 3166-1 alpha-2 of the country assumed for a number without country code.</param>
    public static ContactPoint Phone(string phoneNumber, string country)
    {
        var number = PhoneNumber.Read(phoneNumber, country);
        return new ContactPoint { Kind = ContactPointKind.Phone, Value = number.Value, RawValue = phoneNumber, IsValid = number.IsValid };
    }

    /// <summary>Creates a contact point from an e-mail address.</summary>
    public static ContactPoint Email(string emailAddress)
    {
        var address = EmailAddress.Read(emailAddress);
        return new ContactPoint { Kind = ContactPointKind.Email, Value = address.Value, RawValue = emailAddress, IsValid = address.IsValid };
    }
}
