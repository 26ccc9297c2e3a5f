using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>What every <see cref="IProfileReader"/> promises.</summary>
public abstract class ProfileReaderConformance : StoreConformance
{
    private IProfileReader Reader => Services.GetRequiredService<IProfileReader>();

    private AssessmentDefinitions Definitions => Services.GetRequiredService<AssessmentDefinitions>();

    [Fact]
    public async Task A_customer_is_read_with_all_that_is_kept_of_it()
    {
        await FillAsync();
        await Services.GetRequiredService<IAssessmentStore>().SaveAsync(
            [Sample.Change(Definitions, Sample.Assessment(Definitions, 1, Stage.Active, "A", 12m))], Cancellation);

        var read = Assert.Single(await Reader.ReadAsync([Sample.CustomerId(1)], Sample.Day(20), Cancellation));

        Assert.Equal(Sample.CustomerId(1), read.Customer.Id);
        Assert.Equal([Sample.Ref("A"), Sample.Ref("B")], read.Records.Select(record => record.Source));
        Assert.Equal([Sample.Ref("E1")], read.History.Events.Select(customerEvent => customerEvent.Source));
        Assert.Equal(Stage.Active, Definitions.Read(read.Assessment!).Stage);
        Assert.Equal([LineageKind.Linked], read.Lineage.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Customers_come_in_the_order_of_the_ids_and_unknown_ones_are_passed_over()
    {
        await FillAsync();

        var read = await Reader.ReadAsync(
            [Sample.CustomerId(3), Sample.CustomerId(99), Sample.CustomerId(1), Sample.CustomerId(3)], Sample.Day(20), Cancellation);

        Assert.Equal([Sample.CustomerId(3), Sample.CustomerId(1)], read.Select(stored => stored.Customer.Id));
        Assert.Empty(await Reader.ReadAsync([], Sample.Day(20), Cancellation));
    }

    [Fact]
    public async Task A_customer_without_records_has_an_empty_history_and_no_assessment()
    {
        await InScopeAsync(async scope =>
        {
            await scope.Repository<Customer>().AddAsync(new Customer(Sample.CustomerId(7), CustomerKind.Person), Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        var read = Assert.Single(await Reader.ReadAsync([Sample.CustomerId(7)], Sample.Day(20), Cancellation));

        Assert.Empty(read.Records);
        Assert.Equal((0, Sample.Day(20)), (read.History.Events.Count, read.History.KnownSince));
        Assert.Null(read.Assessment);
    }

    [Fact]
    public async Task Ids_of_merged_customers_lead_to_the_survivor_once()
    {
        await FillAsync();
        await InScopeAsync(async scope =>
        {
            await scope.Identity.MergeAsync(Sample.CustomerId(1), Sample.CustomerId(3), "chen", "the same identity card");
            await scope.CommitAsync(Cancellation);
        });

        var read = Assert.Single(await Reader.ReadAsync([Sample.CustomerId(3), Sample.CustomerId(1)], Sample.Day(90), Cancellation));

        Assert.Equal(Sample.CustomerId(1), read.Customer.Id);
        Assert.Equal([Sample.Ref("E1"), Sample.Ref("E2"), Sample.Ref("E3")], read.History.Events.Select(customerEvent => customerEvent.Source).Order());
    }

    [Fact]
    public async Task What_is_committed_meanwhile_is_seen_of_all_customers_or_of_none()
    {
        await FillAsync();
        using var stop = new CancellationTokenSource();
        var moving = Task.Run(async () =>
        {
            // A record goes back and forth between two customers; a reader that looks twice may see it at both or at none.
            for (var to = 3; !stop.IsCancellationRequested; to = 4 - to)
            {
                await InScopeAsync(async scope =>
                {
                    await scope.Records.AssignAsync([new RecordAssignment(Sample.Ref("B"), Sample.CustomerId(to))], Cancellation);
                    await scope.CommitAsync(Cancellation);
                });
            }
        }, Cancellation);
        try
        {
            for (var i = 0; i < 100; i++)
            {
                var read = await Reader.ReadAsync([Sample.CustomerId(1), Sample.CustomerId(3)], Sample.Day(90), Cancellation);
                Assert.Equal(3, read.Sum(stored => stored.Records.Count));
                Assert.Equal(3, read.Sum(stored => stored.History.Events.Count));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await moving;
        }
    }

    /// <summary>Stores customer 1 with the records A and B, and customer 3 with the record C.</summary>
    private Task FillAsync() => InScopeAsync(async scope =>
    {
        await scope.AppendAllAsync(
            [("A", 1), ("B", 1), ("C", 3)], Sample.Event("E1", "A", 10), Sample.Event("E2", "B", 50), Sample.Event("E3", "C", 60));
        await scope.Lineage.AppendAsync(Sample.Entry(1, LineageKind.Linked, 1), Cancellation);
        await scope.CommitAsync(Cancellation);
    });
}
