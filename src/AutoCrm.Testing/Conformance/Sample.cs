using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>The customers, records and events that the kits tell of.</summary>
internal static class Sample
{
    public static Instant Start { get; } = Instant.FromUtc(2024, 3, 1, 9, 0);

    public static Vin Vin { get; } = Vin.Parse("LSVAM4187C2184841");

    public static Instant Day(int day) => Start + Duration.FromDays(day);

    public static Id<Customer> CustomerId(int number) =>
        Id<Customer>.Derive(new SourceRef("sample", number.ToString(System.Globalization.CultureInfo.InvariantCulture)), Day(number));

    public static SourceRef Ref(string key) => new("dms", key);

    public static SourceRecord Record(string key, string name = "王小明") => new()
    {
        Source = Ref(key),
        Kind = CustomerKind.Person,
        Name = new CustomerName(name),
        RecordedAt = Day(0),
    };

    public static SourceRecord FullRecord(string key) => new()
    {
        Source = Ref(key),
        Kind = CustomerKind.Organization,
        Name = new CustomerName("María José García López", "García López", "María José"),
        Phones = [ContactPoint.Phone("138 0000 1234", "CN"), ContactPoint.Phone("not a number", "CN")],
        Email = ContactPoint.Email("Maria@Example.com") with
        {
            Purpose = "work", VerifiedAt = Day(3), Source = Ref("form-1"), IsPreferred = true,
        },
        BirthDate = new LocalDate(1980, 2, 29),
        Gender = Gender.Female,
        Address = new PostalAddress("1 High Street", "Shanghai", "200000", "CN"),
        Language = "zh-CN",
        Outlet = new OutletCode("D-001"),
        MarketingConsent = false,
        UpdatedAt = Day(-30),
        RecordedAt = Day(0),
        Attributes = new Attributes([new("旧编号", "A\"1"), new("rating", "5")]),
    };

    public static CustomerEvent Event(string key, string record, int day, EventKind? kind = null) => (kind ?? ServiceVisited.Definition).Prototype with
    {
        Source = Ref(key),
        Record = Ref(record),
        OccurredAt = Day(day),
        RecordedAt = Day(100),
        Vehicle = kind is { NeedsVehicle: true } ? Vin : null,
    };

    public static CustomerEvent FullEvent(string key, string record, int day) => Event(key, record, day) with
    {
        Outlet = new OutletCode("S-007"),
        Vehicle = Vin,
        Amount = new Money(1280.50m, "CNY"),
        Margin = new Money(-0.0001m, "CNY"),
        OdometerKm = 15_000,
        Channel = "wechat",
        Direction = Direction.Out,
        Topic = "maintenance",
        Score = 9.5m,
        RefersTo = new SourceRef("web", "lead:7"),
        Note = "Bremsbeläge, 刹车片",
        Attributes = new Attributes([new("bay", "3"), new("advisor", "李雷")]),
    };

    public static CustomerAssessment Assessment(
        AssessmentDefinitions definitions, int customer, Stage stage, string? tier, decimal value, int asOf = 200) => CustomerAssessment.Create(
        definitions,
        CustomerId(customer),
        Day(asOf),
        Day(400),
        AssessmentSection.Of(LifecycleAssessment.Definition, new LifecycleAssessment
        {
            Lifecycle = "Automotive/1",
            Path = [new LifecycleStep(Stage.Prospect, Day(0)), new LifecycleStep(stage, Day(10))],
            Reason = Reason.Create("lifecycle.event", [$"dms:E{customer}"], ("event", "service_visited")),
            Next = new UpcomingTransition(Stage.AtRisk, Day(400), ["service_visited"], Reason.Create("lifecycle.elapsed", ("months", 13))),
        }),
        AssessmentSection.Of(RfmFigures.Definition, new RfmFigures(Day(asOf - 12), 3, 4200.75m)),
        AssessmentSection.Of(RfmScore.Definition, new RfmScore(5, 4, 3)),
        AssessmentSection.Of(CustomerValue.Definition, new CustomerValue
        {
            Past = new Money(value, "CNY"),
            YearlyMargin = new Money(100.10m, "CNY"),
            Future = new Money(0.5m, "CNY"),
            Benefits = new Money(0, "CNY"),
            Components = [new ValueComponent("service_parts", value)],
            Reasons = [Reason.Create("value.future", ("stage", stage))],
        }),
        AssessmentSection.Of(TierAssignment.Definition, tier is null ? null : new TierAssignment(tier, Reason.Create("value.tier", ("tier", tier)))),
        AssessmentSection.Of(SampleMood.Definition, new SampleMood("calm, 平静", 3, Day(1), null, null, true, 2.50m)));

    public static AssessmentChange Change(
        AssessmentDefinitions definitions, CustomerAssessment assessment, int expectedRevision = 0, params IReadOnlyList<OutboxMessage> messages) =>
        new(assessment.Customer, expectedRevision, definitions.Write(assessment), definitions.ReadColumns(assessment), messages);

    public static LineageEntry Entry(int number, LineageKind kind, int customer, int? other = null, Id<LineageEntry>? undoes = null) => new()
    {
        Id = Id<LineageEntry>.Derive(Ref($"entry-{number}"), Day(number)),
        Kind = kind,
        Customer = CustomerId(customer),
        Other = other is { } id ? CustomerId(id) : null,
        Records = [Ref("A"), Ref("B")],
        Evidence = [new MatchEvidence(Ref("A"), Ref("B"), 0.75, Reason.Create("match.phone", ("phone", "+8613800001234")))],
        At = Day(number),
        By = "deterministic",
        Why = "the same phone and name",
        Undoes = undoes,
    };

    /// <summary>Stores records, each part of a customer, and their events.</summary>
    public static async Task AppendAllAsync(
        this StoreScope scope, IReadOnlyList<(string Record, int Customer)> records, params IReadOnlyList<CustomerEvent> events)
    {
        foreach (var (record, customer) in records)
        {
            await scope.Records.PutAsync(Record(record));
            if (await scope.Repository<Customer>().GetByIdAsync(CustomerId(customer)) is null)
            {
                await scope.Repository<Customer>().AddAsync(new Customer(CustomerId(customer), CustomerKind.Person));
                await scope.CommitAsync();
            }
        }

        await scope.Records.AssignAsync([.. records.Select(pair => new RecordAssignment(Ref(pair.Record), CustomerId(pair.Customer)))]);
        await scope.Timeline.AppendAsync(events);
        await scope.CommitAsync();
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
