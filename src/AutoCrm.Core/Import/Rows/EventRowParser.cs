using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Import;

/// <summary>Parses the rows of <c>events</c>.</summary>
internal sealed class EventRowParser(ImportRow row, ImportContext context) : IRowParser<CustomerEvent>
{
    private readonly ImportField key = row["key"];
    private readonly ImportField customer = row["customer"];
    private readonly ImportField kind = row["kind"];
    private readonly ImportField occurredAt = row["occurred_at"];
    private readonly ImportField outlet = row["outlet"];
    private readonly ImportField vin = row["vin"];
    private readonly ImportField odometerKm = row["odometer_km"];
    private readonly ImportField channel = row["channel"];
    private readonly ImportField direction = row["direction"];
    private readonly ImportField reference = row["ref"];
    private readonly ImportField note = row["note"];
    private readonly FieldMoney money = new(row, context.DefaultCurrency);
    private readonly FieldTopic topics = new(row);

    public CustomerEvent? Parse()
    {
        var knownKey = row.GetToken(key);
        var knownCustomer = row.GetToken(customer);
        var knownKind = Kind();
        var at = context.Outlets.Find(row, outlet);
        var occurred = context.Times.Time(row, occurredAt, at?.Zone, zoneIsRefused: row.HasProblem(outlet));
        var vehicle = FieldVins.Read(row, vin);
        var (amount, margin) = money.Read();
        var kilometres = Kilometres();
        var way = row.GetText(channel);
        var began = Direction();
        var (topic, score) = topics.Read(knownKind);
        var refersTo = row.GetToken(reference);
        var remark = row.GetText(note);
        var attributes = row.Others();
        if (occurred is { } instant && EventRules.FindTimeProblem(instant, context.RecordedAt) is { } ahead)
        {
            row.Refuse(occurredAt, ahead.Value, ahead.Reason);
        }

        foreach (var problem in knownKind is null ? [] : EventRules.FindNoteProblems(knownKind, remark))
        {
            row.Refuse(note, problem.Value, problem.Reason);
        }

        if (knownKind is { NeedsVehicle: true } && vehicle is null && !row.HasProblem(vin))
        {
            row.Refuse(vin, null, $"A {knownKind.Code} requires a vehicle; expected its VIN.");
        }

        if (row.HasProblems || knownKey is null || knownCustomer is null || knownKind is null || occurred is not { } when)
        {
            return null;
        }

        return knownKind.Prototype with
        {
            Source = new SourceRef(context.System, knownKey),
            Record = new SourceRef(context.System, knownCustomer),
            OccurredAt = when,
            RecordedAt = context.RecordedAt,
            Outlet = at?.Code,
            Vehicle = vehicle,
            Amount = amount,
            Margin = margin,
            OdometerKm = kilometres,
            Channel = way,
            Direction = began,
            Topic = topic,
            Score = score,
            RefersTo = refersTo is null ? null : new SourceRef(context.System, refersTo),
            Note = remark,
            Attributes = attributes,
        };
    }

    private EventKind? Kind()
    {
        if (row.GetToken(kind) is not { } code)
        {
            return null;
        }

        if (context.Kinds.TryFind(code, out var found))
        {
            return found;
        }

        row.Refuse(kind, code, $"'{RowProblem.Truncate(code)}' is not an event kind; expected one of {string.Join(", ", context.Kinds.All.Select(known => known.Code))}.");
        return null;
    }

    private int? Kilometres()
    {
        if (row.GetToken(odometerKm) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kilometres))
        {
            return kilometres;
        }

        row.Refuse(odometerKm, text, $"'{RowProblem.Truncate(text)}' is not an odometer reading; expected whole kilometres from 0 to {int.MaxValue} without separators.");
        return null;
    }

    private Direction? Direction()
    {
        switch (row.GetToken(direction))
        {
            case null:
                return null;
            case "in":
                return Timeline.Direction.In;
            case "out":
                return Timeline.Direction.Out;
            case var other:
                row.Refuse(direction, other, $"'{RowProblem.Truncate(other)}' is not a direction; expected in (initiated by the customer) or out (initiated by the firm).");
                return null;
        }
    }
}
