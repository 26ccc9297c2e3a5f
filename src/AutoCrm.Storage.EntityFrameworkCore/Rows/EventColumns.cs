using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Json;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>An event as columns of <c>events</c>.</summary>
internal sealed class EventColumns(StoreSession session, EventKinds kinds)
{
    public const string Names =
        "system_no, key, kind, occurred_at, recorded_at, outlet, vin, amount, currency, margin, margin_currency, odometer_km, " +
        "channel, direction, topic, score, ref_system_no, ref_key, note, attributes";

    public const int Count = 20;

    /// <summary>
    /// The events of one record lie side by side: the number of an event is that of its record times 2^24, plus its place. So
    /// the history of a customer is a few ranges of the table, and no index on the record is to be kept up.
    /// </summary>
    public const int PlaceBits = 24;

    public const long LastPlace = (1L << PlaceBits) - 1;

    private readonly SourceSystems systems = session.Systems;

    /// <summary>Binds all of <see cref="Names"/>, beginning with the parameter <paramref name="first"/>.</summary>
    public void Bind(SqlStatement statement, int first, CustomerEvent told)
    {
        statement.Bind(first, systems.NumberOf(told.Source.System));
        statement.BindText(first + 1, told.Source.Key);
        statement.BindText(first + 2, told.Kind.Code);
        statement.Bind(first + 3, told.OccurredAt);
        statement.Bind(first + 4, told.RecordedAt);
        statement.Bind(first + 5, told.Outlet?.Value);
        statement.Bind(first + 6, told.Vehicle?.Value);
        BindMoney(statement, first + 7, told.Amount, told.Margin);
        statement.Bind(first + 11, (long?)told.OdometerKm);
        statement.Bind(first + 12, told.Channel);
        statement.Bind(first + 13, (long?)told.Direction);
        statement.Bind(first + 14, told.Topic);
        statement.Bind(first + 15, told.Score);
        statement.Bind(first + 16, told.RefersTo is { } target ? systems.NumberOf(target.System) : (long?)null);
        statement.Bind(first + 17, told.RefersTo?.Key);
        statement.Bind(first + 18, told.Note);
        statement.Bind(first + 19, told.Attributes.Count == 0 ? null : StoreJson.Write(told.Attributes));
    }

    /// <summary>Reads all of <see cref="Names"/>, beginning with the column <paramref name="first"/>.</summary>
    public CustomerEvent Read(SqlStatement row, int first, SourceRef record)
    {
        var currency = row.IsNull(first + 8) ? null : Currency.Of(row.Word(first + 8));
        return kinds.Find(row.Word(first + 2)).Prototype with
        {
            Source = new SourceRef(systems.NameOf(row.Int64(first)), row.Text(first + 1)),
            Record = record,
            OccurredAt = row.Instant(first + 3),
            RecordedAt = row.Instant(first + 4),
            Outlet = row.IsNull(first + 5) ? null : new OutletCode(row.Word(first + 5)),
            Vehicle = row.IsNull(first + 6) ? null : Vin.Parse(row.Word(first + 6)),
            Amount = row.IsNull(first + 7) ? null : new Money(row.Decimal(first + 7), currency!),
            Margin = row.IsNull(first + 9)
                ? null
                : new Money(row.Decimal(first + 9), row.IsNull(first + 10) ? currency! : Currency.Of(row.Word(first + 10))),
            OdometerKm = row.IsNull(first + 11) ? null : (int)row.Int64(first + 11),
            Channel = row.WordOrNull(first + 12),
            Direction = row.IsNull(first + 13) ? null : (Direction)row.Int64(first + 13),
            Topic = row.WordOrNull(first + 14),
            Score = row.IsNull(first + 15) ? null : row.Decimal(first + 15),
            RefersTo = row.IsNull(first + 17) ? null : new SourceRef(systems.NameOf(row.Int64(first + 16)), row.Text(first + 17)),
            Note = row.TextOrNull(first + 18),
            Attributes = row.IsNull(first + 19) ? Attributes.None : StoreJson.Read<Attributes>(row.Bytes(first + 19)),
        };
    }

    /// <summary>The event as it comes back: instants cut to 100 nanoseconds.</summary>
    public static CustomerEvent Normalize(CustomerEvent told) =>
        told with { OccurredAt = Ticks.Cut(told.OccurredAt), RecordedAt = Ticks.Cut(told.RecordedAt) };

    /// <summary>The currency stands once, with that of the margin beside it only where it is another one.</summary>
    private static void BindMoney(SqlStatement statement, int first, Money? amount, Money? margin)
    {
        var currency = (amount ?? margin)?.Currency;
        statement.Bind(first, amount?.Amount);
        statement.Bind(first + 1, currency?.Code);
        statement.Bind(first + 2, margin?.Amount);
        statement.Bind(first + 3, margin is { } earned && earned.Currency != currency ? earned.Currency.Code : null);
    }
}
