using NodaTime;

namespace AutoCrm.SampleData;

/// <summary>The true identity of a generated customer: a person or an organisation.</summary>
internal sealed record Person
{
    public required int Number { get; init; }

    /// <summary>The name of an organisation; <see langword="null"/> for a person.</summary>
    public string? Company { get; init; }

    public NamePart Family { get; init; }

    public NamePart Given { get; init; }

    public bool IsFemale { get; init; }

    public bool IsWestern { get; init; }

    public LocalDate? Born { get; init; }

    public required Home Home { get; init; }

    /// <summary>The current address after a move, if any.</summary>
    public Home? NewHome { get; init; }

    /// <summary>The digits of the phone without country code.</summary>
    public required string Phone { get; init; }

    public string? SecondPhone { get; init; }

    public string? Email { get; init; }

    /// <summary>The spending factor; at least 1, with a heavy tail.</summary>
    public required double Wealth { get; init; }
}

/// <summary>A postal address.</summary>
internal sealed record Home(City City, string Street, string PostalCode);
