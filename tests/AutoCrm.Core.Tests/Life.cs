using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Tests;

/// <summary>Builders for the histories used in tests.</summary>
public static class Life
{
    public static readonly Id<Customer> Customer = Id<Customer>.Derive(new SourceRef("dealer", "C1"), Instant.FromUtc(2015, 1, 1, 0, 0));

    public static readonly Vin FirstCar = Vin.Parse("LSVAA49J132047371");

    public static readonly Vin SecondCar = Vin.Parse("1M8GDM9AXKP042788");

    public static Instant On(string date) => LocalDatePattern.Iso.Parse(date).GetValueOrThrow().AtMidnight().InUtc().ToInstant();

    public static CustomerEvent Event(EventKind kind, string date, string? key = null) => kind.Prototype with
    {
        Source = new SourceRef("dealer", key ?? $"{kind.Code}@{date}"),
        Record = new SourceRef("dealer", "C1"),
        OccurredAt = On(date),
        RecordedAt = On(date),
    };

    public static CustomerEvent With(this CustomerEvent customerEvent, decimal amount, decimal margin, string currency = "CNY") =>
        customerEvent with { Amount = new Money(amount, currency), Margin = new Money(margin, currency) };

    public static CustomerEvent Of(this CustomerEvent customerEvent, Vin vehicle) => customerEvent with { Vehicle = vehicle };

    public static CustomerHistory History(string asOf, params IEnumerable<CustomerEvent> events) =>
        CustomerHistory.Of(Customer, On("2010-01-01"), events, On(asOf));
}
