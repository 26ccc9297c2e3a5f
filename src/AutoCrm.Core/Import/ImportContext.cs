using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>The context in which the rows of one file are parsed. Used by one thread.</summary>
public sealed class ImportContext
{
    internal ImportContext(string system, ImportMapping mapping, ImportContext? common = null)
    {
        System = system;
        Mapping = mapping;
        Times = new FieldTimes(mapping);
        if (common is not null)
        {
            (Outlets, Kinds, DefaultCurrency, DefaultCountry, RecordedAt, CancellationToken) =
                (common.Outlets, common.Kinds, common.DefaultCurrency, common.DefaultCountry, common.RecordedAt, common.CancellationToken);
        }
    }

    /// <summary>The source system of the file; empty for a file that all systems share.</summary>
    public string System { get; }

    /// <summary>The recording instant of all data of the import.</summary>
    public Instant RecordedAt { get; internal init; }

    /// <summary>The currency of amounts without one; <see langword="null"/> = such amounts are refused.</summary>
    public Currency? DefaultCurrency { get; internal init; }

    /// <summary>ISO 3166-1 alpha-2 of the country assumed for phone numbers of records without country.</summary>
    public string DefaultCountry { get; internal init; } = "";

    /// <summary>Ends the import. What checks a whole file looks at it now and then.</summary>
    public CancellationToken CancellationToken { get; internal init; }

    /// <summary>The latest date of a past event in any time zone.</summary>
    public LocalDate Tomorrow => RecordedAt.InUtc().Date.PlusDays(1);

    internal ImportMapping Mapping { get; }

    internal FieldTimes Times { get; }

    internal KnownOutlets Outlets { get; init; } = new([]);

    internal EventKinds Kinds { get; init; } = null!;

    /// <summary>The date of a column, in ISO 8601 or in the format of the mapping, or <see langword="null"/> if it is empty or refused.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The column.</param>
    /// <param name="earliest">A date before it is refused.</param>
    /// <param name="latest">A date after it is refused.</param>
    public LocalDate? ReadDate(ImportRow row, ImportField field, LocalDate earliest, LocalDate latest) => Times.Date(row, field, earliest, latest);

    /// <summary>
    /// The instant of a column, in ISO 8601 or in the format of the mapping, truncated to 100 nanoseconds, or <see langword="null"/> if it is empty or
    /// refused.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The column.</param>
    /// <param name="outlet">The column of the outlet in whose time zone a time without offset is; without it such a time is refused.</param>
    public Instant? ReadInstant(ImportRow row, ImportField field, ImportField? outlet = null)
    {
        ArgumentNullException.ThrowIfNull(row);
        var zone = outlet is null ? null : Outlets.Find(row, outlet)?.Zone;
        return Times.Time(row, field, zone, zoneIsRefused: outlet is not null && row.HasProblem(outlet));
    }

    /// <summary>
    /// The amount of a column in the currency of another one, or <see langword="null"/> if it is empty or refused. Where the row names no currency, it is
    /// <see cref="DefaultCurrency"/>.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="amount">The column of the amount, a number with a point and without separators.</param>
    /// <param name="currency">The column of its ISO 4217 code, in upper or lower case.</param>
    public Money? ReadMoney(ImportRow row, ImportField amount, ImportField currency)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(amount);
        ArgumentNullException.ThrowIfNull(currency);
        return FieldMoney.ReadOne(row, amount, currency, DefaultCurrency);
    }

    /// <summary>The outlet of a column, or <see langword="null"/> if it is empty or refused; an unknown one is refused.</summary>
    public OutletCode? ReadOutlet(ImportRow row, ImportField field) => Outlets.Find(row, field)?.Code;
}
