using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Storage.Tests;

/// <summary>In whatever order the same events arrive, and in whatever portions, the history is the same.</summary>
public sealed class ArrivalOrderTests
{
    private const int Records = 3;

    private static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 9, 0);

    private static readonly Id<Customer> Customer = Id<Customer>.Derive(new SourceRef("dms", "customer"), Start);

    private static readonly Gen<CustomerEvent[]> Events =
        Gen.Select(Gen.Int[0, EventKinds.Shipped.Count - 1], Gen.Int[0, 40], Gen.Int[0, Records - 1], Gen.Int[0, 12], Gen.Decimal[-9999m, 9999m])
            .Array[1, 12]
            .Select(told => told.Select((one, number) => EventKinds.Shipped[one.Item1].Prototype with
            {
                Source = new SourceRef("dms", $"E{number}"),
                Record = new SourceRef("dms", $"R{one.Item3}"),
                OccurredAt = Start + Duration.FromHours(one.Item2 * 8),
                RecordedAt = Start + Duration.FromDays(100),
                RefersTo = one.Item4 < told.Length && one.Item4 != number ? new SourceRef("dms", $"E{one.Item4}") : null,
                Vehicle = Vin.Parse("LSVAA4182E2123456"),
                Topic = EventKinds.Shipped[one.Item1] is { Topics: [.., var topic] } ? topic : "Owner",
                Score = 5,
                Note = "given",
                Amount = one.Item2 % 3 == 0 ? new Money(decimal.Round(one.Item5, 4), "CNY") : null,
            }).ToArray());

    private static readonly Gen<(CustomerEvent[] Told, CustomerEvent[] Shuffled, int Portion)> Arrivals =
        Events.SelectMany(told => Gen.Select(Gen.Const(told), Gen.Shuffle(told), Gen.Int[1, 5]));

    [Fact]
    public Task In_memory_any_order_of_arrival_gives_the_same_history() => HoldsOnAsync(MemoryFixture.CreateAsync, 200);

    [Fact]
    public Task In_SQLite_any_order_of_arrival_gives_the_same_history() => HoldsOnAsync(SqliteFixture.CreateAsync, 15);

    private static Task HoldsOnAsync(Func<Task<IStoreFixture>> create, int times) => Arrivals.SampleAsync(
        async arrival =>
        {
            var expected = CustomerHistory.Of(Customer, Start, arrival.Told, Start + Duration.FromDays(8));
            await using var store = await create();
            await ArriveAsync(store.Services, arrival.Shuffled, arrival.Portion);
            await using var scope = store.Services.CreateAsyncScope();
            var read = await scope.ServiceProvider.GetRequiredService<ITimeline>().ReadAsync(Customer, Start + Duration.FromDays(8));
            return read!.Events.SequenceEqual(expected.Events);
        },
        iter: times,
        threads: 1);

    private static async Task ArriveAsync(IServiceProvider services, CustomerEvent[] events, int portion)
    {
        await using var scope = services.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var records = scope.ServiceProvider.GetRequiredService<ISourceRecordStore>();
        await scope.ServiceProvider.GetRequiredService<IRepository<Customer>>().AddAsync(new Customer(Customer, CustomerKind.Person));
        for (var number = 0; number < Records; number++)
        {
            var source = new SourceRef("dms", $"R{number}");
            await records.PutAsync(new SourceRecord { Source = source, Kind = CustomerKind.Person, RecordedAt = Start });
            await records.AssignAsync([new RecordAssignment(source, Customer)]);
        }

        foreach (var together in events.Chunk(portion))
        {
            await scope.ServiceProvider.GetRequiredService<ITimeline>().AppendAsync(together);
            await unitOfWork.CommitAsync();
        }
    }
}
