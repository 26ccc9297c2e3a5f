using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>A person of whom every piece of data is unlike any other text in a store, so that each can be looked for.</summary>
internal static class SamplePerson
{
    public const string Phone = "+8613912345678";
    public const string FormerName = "Qwerta Formername";
    public const string FormerPlate = "沪A-ZX901";
    public const string CorrectedNote = "likes Zubrowka";
    public const string HouseholdName = "Family Qwertason";
    public const string Preference = "Lapsang Zouchong";
    public const string ConsentEvidence = "form 99-ZQ";
    public const string OwnEmail = "own.qwerta@example.com";
    public const string CaseSubject = "the mirror of Qwerta";
    public const string MessageText = "Qwerta called";
    public const string MatchedPhone = "+8613987654321";
    public const string LinkReason = "Qwerta is Qwerta";
    public const string MergeReason = "Qwerta showed her passport";
    public const string Mood = "Qwerta is happy";

    /// <summary>Everything that must be in an export, and nowhere after an erasure.</summary>
    public static IReadOnlyList<string> Traces { get; } =
    [
        "Qwerta Newname", "Newname", FormerName, "8613912345678", "8613987654321", "qwerta@example.net", "1980-05-17", "17 Qwerta Lane", "A-4711-Q", "openid-Zz81",
        "advisor Qw", "prefers the Qw bay", CorrectedNote, "Qw-caramel", "沪A-ZX902", FormerPlate, HouseholdName, Preference, ConsentEvidence, OwnEmail, CaseSubject,
        MessageText, LinkReason, MergeReason, Mood,
    ];

    public static IReadOnlyList<SourceRecord> Records { get; } =
    [
        new()
        {
            Source = Sample.Ref("A-4711-Q"),
            Kind = CustomerKind.Person,
            Name = new CustomerName("Qwerta Newname", "Newname", "Qwerta"),
            Phones = [ContactPoint.Phone(Phone, "CN")],
            Email = ContactPoint.Email("qwerta@example.net"),
            BirthDate = new LocalDate(1980, 5, 17),
            Gender = Gender.Female,
            Address = new PostalAddress("17 Qwerta Lane", "Shanghai", "200000", "CN"),
            Language = "zh-CN",
            MarketingConsent = true,
            UpdatedAt = Sample.Day(-30),
            RecordedAt = Sample.Day(0),
            Attributes = new Attributes([new("advisor", "advisor Qw")]),
        },
        new()
        {
            Source = new SourceRef("web", "openid-Zz81"),
            Kind = CustomerKind.Person,
            Name = new CustomerName("Qwerta Newname"),
            Phones = [ContactPoint.Phone(MatchedPhone, "CN")],
            RecordedAt = Sample.Day(0),
        },
    ];

    public static IReadOnlyList<CustomerEvent> Events { get; } =
    [
        Sample.FullEvent("E1", "A-4711-Q", 10) with { Note = "prefers the Qw bay" },
        Sample.Event("E2", "A-4711-Q", 11, ConsentChanged.Definition) with { Topic = "marketing", Channel = "sms", Note = "given" },
        (SampleTasting)Sample.Event("E3", "A-4711-Q", 12, SampleTasting.Definition) with { Flavours = ["Qw-caramel"], Cup = new SampleCup(200, "blue") },
    ];

    public static VehicleRecord Vehicle { get; } = new()
    {
        Source = Sample.Ref(Sample.Vin.Value), Vin = Sample.Vin, RecordedAt = Sample.Day(0), Plate = "沪A-ZX902", Make = "Aurora",
    };
}
