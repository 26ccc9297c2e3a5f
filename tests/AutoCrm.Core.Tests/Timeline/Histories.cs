using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CsCheck;
using NodaTime;

namespace AutoCrm.Tests.Timeline;

/// <summary>Random events of one customer: kinds, days and money as they come, with many at the same instant.</summary>
public static class Histories
{
    private static readonly Gen<CustomerEvent> One = Gen.Select(
        Gen.OneOf([.. EventKinds.Shipped.Where(kind => kind.Code != StageOverridden.Definition.Code)]),
        Gen.Int[0, 3650 / 15],
        Gen.Int[-500, 5000],
        Gen.Bool,
        Gen.OneOf(Life.FirstCar, Life.SecondCar),
        (kind, fortnight, margin, inbound, vehicle) => kind.Prototype with
        {
            Record = new SourceRef("dealer", "C1"),
            OccurredAt = Life.On("2015-01-01") + Duration.FromDays(15 * fortnight),
            RecordedAt = Life.On("2025-01-01"),
            Amount = new Money(margin * 3, "CNY"),
            Margin = new Money(margin, "CNY"),
            Direction = inbound ? Direction.In : Direction.Out,
            Vehicle = vehicle,
        });

    public static Gen<CustomerEvent[]> Events { get; } = One.Array[0, 25].Select(events =>
        events.Select((happened, index) => happened with { Source = new SourceRef("dealer", $"E{index:00}") }).ToArray());
}
