namespace AutoCrm.SharedKernel;

/// <summary>
/// The types of declared columns. The list is closed: every store maps each of them to a type of its own that keeps equality and order.
/// </summary>
public enum ColumnType
{
    /// <summary>A string, compared by code point.</summary>
    Text,

    /// <summary>An integer of up to 64 bits, or an enum.</summary>
    Integer,

    /// <summary>A <see cref="NodaTime.Instant"/>, precise to 100 nanoseconds.</summary>
    Instant,

    /// <summary>A <see cref="NodaTime.LocalDate"/>.</summary>
    Date,

    /// <summary>An <see cref="Id{T}"/> or a <see cref="Guid"/>, ordered as written.</summary>
    Id,

    /// <summary>A <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A <see cref="decimal"/>; 1.0 and 1.00 are equal.</summary>
    Decimal,
}
