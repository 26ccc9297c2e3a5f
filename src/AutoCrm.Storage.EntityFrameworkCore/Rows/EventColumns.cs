using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>An event as columns of <c>events</c>.</summary>
internal sealed class EventColumns(StoreSession session, EventKinds kinds)
{
    public const string Names =
        "system_no, key, kind, occurred_at, recorded_at, outlet, vin, amount, currency, margin, odometer_km, " +
        "channel, direction, topic, score, ref_system_no, ref_key, note, attributes, payload";

    public const int Count = 20;

    /// <summary>
    /// The events of one record lie side by side: the number of an event is that of its record times 2^24, plus its place. So
    /// the history of a customer is a few ranges of the table, and no index on the record is to be kept up.
    /// </summary>
    public const int PlaceBits = 24;

    /// <summary>How many numbers a record has for its events.</summary>
    public const long Places = 1L << PlaceBits;

    public const long LastPlace = Places - 1;

    private readonly SourceSystems systems = session.Systems;

    /// <summary>Binds all of <see cref="Names"/>, beginning with the parameter <paramref name="first"/>.</summary>
    public void Bind(RowBinder statement, int first, CustomerEvent customerEvent)
    {
        statement.Bind(first, systems.NumberOf(customerEvent.Source.System));
        statement.BindText(first + 1, customerEvent.Source.Key);
        statement.BindText(first + 2, customerEvent.Kind.Code);
        statement.Bind(first + 3, customerEvent.OccurredAt);
        statement.Bind(first + 4, customerEvent.RecordedAt);
        statement.Bind(first + 5, customerEvent.Outlet?.Value);
        statement.Bind(first + 6, customerEvent.Vehicle?.Value);
        BindMoney(statement, first + 7, customerEvent.Amount, customerEvent.Margin);
        statement.Bind(first + 10, (long?)customerEvent.OdometerKm);
        statement.Bind(first + 11, customerEvent.Channel);
        statement.Bind(first + 12, (long?)customerEvent.Direction);
        statement.Bind(first + 13, customerEvent.Topic);
        statement.Bind(first + 14, customerEvent.Score);
        statement.Bind(first + 15, customerEvent.RefersTo is { } target ? systems.NumberOf(target.System) : (long?)null);
        statement.Bind(first + 16, customerEvent.RefersTo?.Key);
        statement.Bind(first + 17, customerEvent.Note);
        statement.Bind(first + 18, customerEvent.Attributes.Count == 0 ? null : AutoCrmJson.Serialize(customerEvent.Attributes));
        statement.Bind(first + 19, EventKind.WritePayload(customerEvent));
    }

    /// <summary>Reads all of <see cref="Names"/>, beginning with the column <paramref name="first"/>.</summary>
    public CustomerEvent Read(SqlStatement row, int first, SourceRef record)
    {
        var currency = row.IsNull(first + 8) ? null : Currency.Of(row.PooledString(first + 8));
        return kinds.FindStored(row.PooledString(first + 2)).ReadPayload(row.TextOrNull(first + 19)) with
        {
            Source = new SourceRef(systems.NameOf(row.Int64(first)), row.Text(first + 1)),
            Record = record,
            OccurredAt = row.Instant(first + 3),
            RecordedAt = row.Instant(first + 4),
            Outlet = row.IsNull(first + 5) ? null : new OutletCode(row.PooledString(first + 5)),
            Vehicle = row.IsNull(first + 6) ? null : Vin.Parse(row.PooledString(first + 6)),
            Amount = row.IsNull(first + 7) ? null : new Money(row.Decimal(first + 7), currency!),
            Margin = row.IsNull(first + 9) ? null : new Money(row.Decimal(first + 9), currency!),
            OdometerKm = row.IsNull(first + 10) ? null : (int)row.Int64(first + 10),
            Channel = row.PooledStringOrNull(first + 11),
            Direction = row.IsNull(first + 12) ? null : (Direction)row.Int64(first + 12),
            Topic = row.PooledStringOrNull(first + 13),
            Score = row.IsNull(first + 14) ? null : row.Decimal(first + 14),
            RefersTo = row.IsNull(first + 16) ? null : new SourceRef(systems.NameOf(row.Int64(first + 15)), row.Text(first + 16)),
            Note = row.TextOrNull(first + 17),
            Attributes = row.IsNull(first + 18) ? Attributes.None : AutoCrmJson.Deserialize<Attributes>(row.Bytes(first + 18))!,
        };
    }

    /// <summary>Amount and margin are in one currency, which is kept once.</summary>
    private static void BindMoney(RowBinder statement, int first, Money? amount, Money? margin)
    {
        statement.Bind(first, amount?.Amount);
        statement.Bind(first + 1, (amount ?? margin)?.Currency.Code);
        statement.Bind(first + 2, margin?.Amount);
    }
}
