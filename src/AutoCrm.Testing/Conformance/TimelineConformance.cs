using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="ITimeline"/> promises.</summary>
public abstract class TimelineConformance : StoreConformance
{
    [Fact]
    public async Task An_event_comes_back_as_it_was_given()
    {
        var appended = Sample.FullEvent("E1", "A", 1);
        await AppendAllAsync([("A", 1)], appended);

        var history = await ReadAsync(1);

        var read = Assert.Single(history!.Events);
        Assert.IsType<ServiceVisited>(read);
        Assert.Equal(appended, read);
        Assert.Equal(appended.Margin!.Value.ToString(), read.Margin!.Value.ToString());
    }

    [Fact]
    public async Task An_event_of_which_little_is_known_comes_back_so()
    {
        await AppendAllAsync([("A", 1)], Sample.Event("E1", "A", 1, LeadReceived.Definition));

        Assert.Equal(Sample.Event("E1", "A", 1, LeadReceived.Definition), Assert.Single((await ReadAsync(1))!.Events));
    }

    [Fact]
    public async Task A_margin_may_have_no_amount()
    {
        var alone = Sample.Event("E1", "A", 1) with { Margin = new Money(5m, "EUR") };
        await AppendAllAsync([("A", 1)], alone);

        Assert.Equal([alone], (await ReadAsync(1))!.Events);
    }

    [Fact]
    public async Task The_same_event_twice_is_the_same_event()
    {
        await AppendAllAsync([("A", 1)], Sample.FullEvent("E1", "A", 1));

        var outcome = await AppendAsync(Sample.FullEvent("E1", "A", 1) with { RecordedAt = Sample.Day(300) });

        Assert.Equal([UpsertResult.Unchanged], outcome);
        Assert.Equal(Sample.Day(100), Assert.Single((await ReadAsync(1))!.Events).RecordedAt);
    }

    [Fact]
    public async Task An_event_with_other_content_supersedes_and_its_former_content_stays_readable_as_recorded_then()
    {
        await AppendAllAsync([("A", 1)], Sample.Event("E1", "A", 1));

        var outcome = await AppendAsync(Sample.Event("E1", "A", 5) with { RecordedAt = Sample.Day(200) });

        Assert.Equal([UpsertResult.Replaced], outcome);
        Assert.Equal(Sample.Day(5), Assert.Single((await ReadAsync(1))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(1), Assert.Single((await ReadAsync(1, recordedBy: 199))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(5), Assert.Single((await ReadAsync(1, recordedBy: 200))!.Events).OccurredAt);
        Assert.Empty((await ReadAsync(1, recordedBy: 99))!.Events);
    }

    [Fact]
    public async Task An_event_may_be_superseded_by_one_with_another_customer()
    {
        await AppendAllAsync([("A", 1), ("B", 2)], Sample.Event("E1", "A", 1));

        await AppendAsync(Sample.Event("E1", "B", 1) with { RecordedAt = Sample.Day(200) });

        Assert.Empty((await ReadAsync(1))!.Events);
        Assert.Single((await ReadAsync(2))!.Events);
        Assert.Single((await ReadAsync(1, recordedBy: 150))!.Events);
    }

    [Fact]
    public async Task An_event_can_be_superseded_again_and_again_and_back()
    {
        await AppendAllAsync([("A", 1)], Sample.Event("E1", "A", 1));
        await AppendAsync(Sample.Event("E1", "A", 2) with { RecordedAt = Sample.Day(200) });
        await AppendAsync(Sample.Event("E1", "A", 1) with { RecordedAt = Sample.Day(300) });

        Assert.Equal(Sample.Day(1), Assert.Single((await ReadAsync(1))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(2), Assert.Single((await ReadAsync(1, recordedBy: 250))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(1), Assert.Single((await ReadAsync(1, recordedBy: 150))!.Events).OccurredAt);
    }

    [Fact]
    public async Task A_statement_recorded_earlier_than_the_stored_one_becomes_history()
    {
        await AppendAllAsync([("A", 1)], Sample.Event("E1", "A", 2));
        var older = Sample.Event("E1", "A", 1) with { RecordedAt = Sample.Day(50) };

        Assert.Equal([UpsertResult.Outdated], await AppendAsync(older));
        Assert.Equal([UpsertResult.Unchanged], await AppendAsync(older));

        Assert.Empty((await ReadAsync(1, recordedBy: 49))!.Events);
        Assert.Equal(Sample.Day(1), Assert.Single((await ReadAsync(1, recordedBy: 60))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(2), Assert.Single((await ReadAsync(1, recordedBy: 100))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(2), Assert.Single((await ReadAsync(1))!.Events).OccurredAt);
        Assert.Single(await InScopeAsync(scope => scope.Timeline.StreamAsync(CustomerRange.All, Sample.Day(50), Cancellation).ToListAsync()));
    }

    [Fact]
    public async Task Three_statements_of_one_event_give_the_same_answers_in_whatever_order_they_arrive()
    {
        int[][] orders = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
        await AppendAllAsync([("A", 1), ("B", 1)]);
        for (var number = 0; number < orders.Length; number++)
        {
            foreach (var version in orders[number])
            {
                await AppendAsync(StatementOf(number, version));
            }

            foreach (var version in orders[number])
            {
                Assert.NotEqual(UpsertResult.Outdated, Assert.Single(await AppendAsync(StatementOf(number, version))));
            }
        }

        foreach (var (recordedBy, expected) in new (int?, int)[] { (60, 1), (99, 1), (100, 2), (149, 2), (150, 3), (null, 3) })
        {
            var events = (await ReadAsync(1, recordedBy: recordedBy))!.Events;
            Assert.Equal(Enumerable.Range(0, orders.Length).Select(number => ($"E{number}", Sample.Day(expected))), events
                .Select(customerEvent => (customerEvent.Source.Key, customerEvent.OccurredAt))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }

        static CustomerEvent StatementOf(int number, int version) =>
            Sample.Event($"E{number}", version == 2 ? "B" : "A", version) with { RecordedAt = Sample.Day(50 * version) };
    }

    [Fact]
    public async Task An_event_twice_in_one_file_settles_and_a_later_return_replaces()
    {
        var (first, second) = (Sample.Event("E1", "A", 1), Sample.Event("E1", "A", 2));
        await AppendAllAsync([("A", 1)]);
        Assert.Equal([UpsertResult.Added, UpsertResult.Replaced], await AppendAsync(first, second));

        var again = Sample.Day(200);
        Assert.Equal([UpsertResult.Unchanged, UpsertResult.Unchanged], await AppendAsync(first with { RecordedAt = again }, second with { RecordedAt = again }));
        Assert.Equal(Sample.Day(2), Assert.Single((await ReadAsync(1))!.Events).OccurredAt);

        Assert.Equal([UpsertResult.Replaced], await AppendAsync(Sample.Event("E1", "A", 3) with { RecordedAt = Sample.Day(300) }));
        Assert.Equal([UpsertResult.Replaced], await AppendAsync(first with { RecordedAt = Sample.Day(400) }));
        Assert.Equal(Sample.Day(1), Assert.Single((await ReadAsync(1))!.Events).OccurredAt);
        Assert.Equal(Sample.Day(2), Assert.Single((await ReadAsync(1, recordedBy: 250))!.Events).OccurredAt);
    }

    [Fact]
    public async Task An_event_of_an_unknown_record_is_refused_and_nothing_is_noted()
    {
        await AppendAllAsync([("A", 1)]);
        await InScopeAsync(async scope =>
        {
            var refused = await Assert.ThrowsAsync<DomainException>(
                () => scope.Timeline.AppendAsync([Sample.Event("E1", "A", 1), Sample.Event("E2", "nobody", 1)], Cancellation));
            Assert.Equal("event-needs-record", refused.Rule);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Empty((await ReadAsync(1))!.Events);
    }

    [Fact]
    public async Task Late_and_out_of_order_events_give_the_same_history()
    {
        CustomerEvent[] events =
        [
            Sample.Event("E4", "A", 4), Sample.Event("E1", "B", 1), Sample.Event("E3", "A", 3), Sample.Event("E2", "B", 3, LeadReceived.Definition),
        ];
        await AppendAllAsync([("A", 1), ("B", 1)]);
        foreach (var late in events)
        {
            await AppendAsync(late);
        }

        Assert.Equal(["E1", "E2", "E3", "E4"], (await ReadAsync(1))!.Events.Select(customerEvent => customerEvent.Source.Key));
    }

    [Fact]
    public async Task A_history_ends_with_the_instant_it_is_read_as_of()
    {
        await AppendAllAsync([("A", 1)], Sample.Event("E1", "A", 1), Sample.Event("E2", "A", 2), Sample.Event("E3", "A", 3));

        Assert.Equal(["E1", "E2"], (await ReadAsync(1, asOf: 2))!.Events.Select(customerEvent => customerEvent.Source.Key));
    }

    [Fact]
    public async Task What_is_finer_than_a_hundred_nanoseconds_is_cut()
    {
        var fine = Sample.Event("E1", "A", 1) with { OccurredAt = Sample.Day(1) + Duration.FromNanoseconds(199) };
        await AppendAllAsync([("A", 1)], fine);

        Assert.Equal(Sample.Day(1) + Duration.FromTicks(1), Assert.Single((await ReadAsync(1))!.Events).OccurredAt);
        Assert.Equal([UpsertResult.Unchanged], await AppendAsync(fine));
    }

    [Fact]
    public async Task Nobody_knows_an_unknown_customer() => Assert.Null(await ReadAsync(1));

    [Fact]
    public async Task A_customer_is_known_since_the_first_of_its_records_was()
    {
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("A", 1), ("B", 1)]);
            await scope.Records.PutAsync(Sample.Record("A") with { UpdatedAt = Sample.Day(-40) }, Cancellation);
            await scope.CommitAsync(Cancellation);
            await scope.Records.PutAsync(Sample.Record("A") with { UpdatedAt = Sample.Day(-10), RecordedAt = Sample.Day(20) }, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        Assert.Equal(Sample.Day(-40), (await ReadAsync(1))!.KnownSince);
        Assert.Null(await ReadAsync(1, recordedBy: -1));
    }

    [Fact]
    public async Task The_id_of_a_merged_customer_leads_to_the_survivor()
    {
        await AppendAllAsync([("A", 1), ("B", 2)], Sample.Event("E1", "A", 1), Sample.Event("E2", "B", 2));
        await InScopeAsync(async scope =>
        {
            await scope.Identity.MergeAsync(Sample.CustomerId(1), Sample.CustomerId(2), "kit", "the same person", Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        var history = await ReadAsync(2);

        Assert.Equal(Sample.CustomerId(1), history!.Customer);
        Assert.Equal(["E1", "E2"], history.Events.Select(customerEvent => customerEvent.Source.Key));
    }

    [Fact]
    public async Task Histories_stream_in_the_order_of_ids_within_the_range()
    {
        await AppendAllAsync([.. Numbers(9).Reverse().Select(number => ($"R{number}", number))], [.. Numbers(9).Select(Visit)]);

        await InScopeAsync(async scope =>
        {
            var range = new CustomerRange(Sample.CustomerId(2), Sample.CustomerId(5));
            var histories = await scope.Timeline.StreamAsync(range, Sample.Day(50), Cancellation).ToListAsync();
            Assert.Equal([3, 4, 5], histories.Select(history => Numbers(9).Single(number => Sample.CustomerId(number) == history.Customer)));
            Assert.All(histories, history => Assert.Single(history.Events));
            Assert.Equal(9, (await scope.Timeline.StreamAsync(CustomerRange.All, Sample.Day(50), Cancellation).ToListAsync()).Count);
        });
    }

    [Fact]
    public async Task A_streamed_history_is_the_one_that_is_read()
    {
        await AppendAllAsync(
            [("A", 1), ("B", 1), ("C", 2)], Sample.FullEvent("E2", "A", 2), Sample.FullEvent("E1", "B", 1), Sample.FullEvent("E9", "B", 99));
        await AppendAsync(Sample.Event("E1", "B", 1) with { RecordedAt = Sample.Day(200) });

        await InScopeAsync(async scope =>
        {
            foreach (var streamed in await scope.Timeline.StreamAsync(CustomerRange.All, Sample.Day(50), Cancellation).ToListAsync())
            {
                var read = await scope.Timeline.ReadAsync(streamed.Customer, Sample.Day(50), null, Cancellation);
                Assert.Equal(read!.Events, streamed.Events);
                Assert.Equal(read.KnownSince, streamed.KnownSince);
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Partitions_together_hold_each_customer_once(int count)
    {
        await AppendAllAsync([.. Numbers(20).Select(number => ($"R{number}", number)), ("R1b", 1)]);

        await InScopeAsync(async scope =>
        {
            var ranges = await scope.Timeline.PartitionAsync(count, Cancellation);
            Assert.InRange(ranges.Count, 1, count);
            var sizes = new List<int>();
            var found = new List<Id<Customer>>();
            foreach (var range in ranges)
            {
                var part = await scope.Timeline.StreamAsync(range, Sample.Day(50), Cancellation).ToListAsync();
                sizes.Add(part.Count);
                found.AddRange(part.Select(history => history.Customer));
            }

            Assert.Equal(Numbers(20).Select(Sample.CustomerId).Order(), found);
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 2);
            Assert.All([Sample.CustomerId(0), Sample.CustomerId(999)], id => Assert.Single(ranges, range => range.Contains(id)));
        });
    }

    [Fact]
    public async Task Partitions_of_nobody_still_hold_everybody()
    {
        var ranges = await InScopeAsync(scope => scope.Timeline.PartitionAsync(4, Cancellation));

        Assert.Single(ranges, range => range.Contains(Sample.CustomerId(1)));
    }

    [Fact]
    public async Task Sightings_come_by_vehicle_from_records_with_and_without_a_customer()
    {
        var other = Vehicles.Vin.Parse("1M8GDM9AXKP042788");
        await InScopeAsync(async scope =>
        {
            await scope.AppendAllAsync([("A", 1)], Sample.FullEvent("E1", "A", 1));
            await scope.Records.PutAsync(Sample.Record("B"), Cancellation);
            await scope.Timeline.AppendAsync(
                [
                    Sample.Event("E2", "B", 2) with { Vehicle = other },
                    Sample.Event("E3", "B", 3) with { Vehicle = Sample.Vin },
                    Sample.Event("E4", "B", 4),
                ],
                Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        var sightings = await InScopeAsync(scope => scope.Timeline.StreamSightingsAsync(Cancellation).ToListAsync());

        Assert.Equal(
            [
                new VehicleSighting(other, Sample.Ref("B"), Sample.Day(2)),
                new VehicleSighting(Sample.Vin, Sample.Ref("A"), Sample.Day(1)),
                new VehicleSighting(Sample.Vin, Sample.Ref("B"), Sample.Day(3)),
            ],
            sightings);
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    private static CustomerEvent Visit(int number) => Sample.Event($"E{number}", $"R{number}", number);

    private Task AppendAllAsync(IReadOnlyList<(string Record, int Customer)> records, params IReadOnlyList<CustomerEvent> events) =>
        InScopeAsync(scope => scope.AppendAllAsync(records, events));

    private Task<IReadOnlyList<UpsertResult>> AppendAsync(params IReadOnlyList<CustomerEvent> events) => InScopeAsync(async scope =>
    {
        var outcomes = await scope.Timeline.AppendAsync(events, Cancellation);
        await scope.CommitAsync(Cancellation);
        return outcomes;
    });

    private Task<CustomerHistory?> ReadAsync(int customer, int asOf = 1000, int? recordedBy = null) => InScopeAsync(scope =>
        scope.Timeline.ReadAsync(Sample.CustomerId(customer), Sample.Day(asOf), recordedBy is { } day ? Sample.Day(day) : null, Cancellation));
}
