using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>
/// What every store promises for the aggregates of plug-ins, which it meets in their definitions alone. The host under test registers
/// <see cref="SampleCase.Definition"/>.
/// </summary>
public abstract class AggregateDefinitionConformance : StoreConformance
{
    [Fact]
    public async Task A_plugin_aggregate_comes_back_whole()
    {
        await AddAsync(Whole(1));

        var read = await GetAsync(1);

        Assert.NotNull(read);
        Assert.Equal(("C-1", "劳保 O'Brien", SampleUrgency.High), (read.Number, read.Subject, read.Urgency));
        Assert.Equal((Sample.CustomerId(7), new LocalDate(2026, 2, 28), Sample.Day(3)), (read.Customer, read.DueOn, read.ClosedAt));
        Assert.Equal((true, 12.345678901234567890123456789m, 1), (read.IsEscalated, read.Cost, read.Version));
        Assert.Equal(Whole(1).Tasks, read.Tasks);
    }

    [Fact]
    public async Task Missing_members_come_back_missing()
    {
        await AddAsync(new SampleCase(IdOf(1), "C-1"));

        var read = await GetAsync(1);

        Assert.Equal((null, null, null, null), (read!.Subject, read.Customer, read.DueOn, read.ClosedAt));
        Assert.Equal((0m, 0), (read.Cost, read.Tasks.Count));
    }

    [Fact]
    public async Task Changing_an_instance_changes_nothing_that_is_stored()
    {
        var added = Whole(1);
        await AddAsync(added);
        added.AddTask(new SampleTask("later", 9, null));
        (await GetAsync(1))!.AddTask(new SampleTask("later", 9, null));

        Assert.Equal(2, (await GetAsync(1))!.Tasks.Count);
    }

    [Fact]
    public async Task Decimals_are_compared_as_numbers()
    {
        decimal[] costs = [-100.5m, -100.25m, -2m, 0m, 0.5m, 9m, 10m, 10.10m, 79228162514264337593543950335m];
        for (var i = 0; i < costs.Length; i++)
        {
            await AddAsync(new SampleCase(IdOf(i), $"C-{i}") { Cost = costs[i] });
        }

        var ordered = await ListAsync(new ByCostSpec(decimal.MinValue));
        Assert.Equal(costs, ordered.Select(sample => sample.Cost));
        Assert.Equal([10m, 10.10m, 79228162514264337593543950335m], (await ListAsync(new ByCostSpec(10.00m))).Select(sample => sample.Cost));
    }

    [Fact]
    public async Task Every_type_of_column_can_be_compared()
    {
        await AddAsync(Whole(1));
        await AddAsync(new SampleCase(IdOf(2), "C-2"));

        Assert.Equal(["C-1"], await NumbersAsync(new WhereSpec(sample => sample.Urgency == SampleUrgency.High)));
        Assert.Equal(["C-2"], await NumbersAsync(new WhereSpec(sample => sample.Urgency != SampleUrgency.High)));
        Assert.Equal(["C-1"], await NumbersAsync(new WhereSpec(sample => sample.Customer == Sample.CustomerId(7))));
        Assert.Equal(["C-2"], await NumbersAsync(new WhereSpec(sample => sample.Customer == null)));
        Assert.Equal(["C-2"], await NumbersAsync(new WhereSpec(sample => sample.Customer != Sample.CustomerId(7))));
        Assert.Equal(["C-1"], await NumbersAsync(new WhereSpec(sample => sample.DueOn <= new LocalDate(2026, 2, 28))));
        Assert.Equal(["C-1"], await NumbersAsync(new WhereSpec(sample => sample.ClosedAt > Sample.Day(2))));
        Assert.Equal(["C-1"], await NumbersAsync(new WhereSpec(sample => sample.IsEscalated)));
        Assert.Equal(["C-2"], await NumbersAsync(new WhereSpec(sample => !sample.IsEscalated)));
        Assert.Equal(["C-1", "C-2"], await NumbersAsync(new WhereSpec(sample => sample.IsEscalated || sample.DueOn == null)));
        Assert.Equal(["C-1"], await NumbersAsync(new WhereSpec(sample => sample.Tasks.Any(task => task.Owner == "li" && task.Order > 1))));
        Assert.Empty(await NumbersAsync(new WhereSpec(sample => sample.Tasks.Any(task => task.Owner == "wang" && task.Order > 1))));
        List<string> wanted = ["C-2", "C-3"];
        Assert.Equal(["C-2"], await NumbersAsync(new WhereSpec(sample => wanted.Contains(sample.Number))));
    }

    [Fact]
    public async Task Text_is_ordered_by_code_point_and_missing_values_come_first()
    {
        foreach (var number in new[] { "b", "B", "a", "ä", "中", "A" })
        {
            await AddAsync(new SampleCase(Id<SampleCase>.Derive(Sample.Ref(number), Sample.Start), number) { DueOn = number == "b" ? new LocalDate(2026, 1, 1) : null });
        }

        Assert.Equal(["A", "B", "a", "b", "ä", "中"], (await ListAsync(new ByNumberSpec())).Select(sample => sample.Number));
        Assert.Equal("b", (await ListAsync(new ByDueDateSpec()))[^1].Number);
    }

    [Fact]
    public async Task A_specification_over_a_member_that_is_not_declared_is_refused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ListAsync(new WhereSpec(sample => sample.Subject == "x")));
        Assert.Equal("WhereSpec asks for SampleCase.Subject, which sample.case does not index; add .Index(c => c.Subject).", error.Message);

        error = await Assert.ThrowsAsync<InvalidOperationException>(() => ListAsync(new WhereSpec(sample => sample.Tasks.Any(task => task.Remark == "x"))));
        Assert.Equal("WhereSpec asks for SampleTask.Remark, which sample.case does not index; add it to .IndexEach(c => c.Tasks, …).", error.Message);

        error = await Assert.ThrowsAsync<InvalidOperationException>(() => InScopeAsync(
            scope => scope.ReadRepository<Customer>().CountAsync(new PreferringSpec(), Cancellation)));
        Assert.Contains("Customer.Preferences", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_specification_with_an_operation_that_not_every_store_has_is_refused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => ListAsync(new WhereSpec(sample => sample.Number.StartsWith("C-"))));

        Assert.Contains("not every store can answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_unique_column_is_stored_once()
    {
        await AddAsync(new SampleCase(IdOf(1), "C-1"));
        await AddAsync(new SampleCase(IdOf(2), "C-2"));

        var error = await Assert.ThrowsAsync<DomainException>(() => AddAsync(new SampleCase(IdOf(3), "C-1")));

        Assert.Equal("unique-index", error.Rule);
        Assert.Contains("number 'C-1'", error.Message, StringComparison.Ordinal);
        Assert.Null(await GetAsync(3));
    }

    [Fact]
    public async Task An_aggregate_that_is_not_registered_is_refused() => Assert.Contains(
        "register its definition with AddAggregate",
        Assert.Throws<InvalidOperationException>(() => Services.CreateScope().ServiceProvider.GetRequiredService<IRepository<Unregistered>>()).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task One_aggregate_changed_twice_in_a_scope_is_stored_once()
    {
        await AddAsync(Whole(1));
        await InScopeAsync(async scope =>
        {
            var cases = scope.Repository<SampleCase>();
            var first = await cases.GetByIdAsync(IdOf(1), Cancellation);
            first!.Subject = "one";
            await cases.UpdateAsync(first, Cancellation);
            var second = await cases.GetByIdAsync(IdOf(1), Cancellation);
            second!.IsEscalated = false;
            await cases.UpdateAsync(second, Cancellation);
            await scope.CommitAsync(Cancellation);
        });

        var read = await GetAsync(1);
        Assert.Equal(("one", false, 2), (read!.Subject, read.IsEscalated, read.Version));
    }

    [Fact]
    public async Task Many_writers_of_one_aggregate_all_get_their_turn_and_their_messages_keep_the_order_of_commits()
    {
        const int Writers = 8;
        const int Changes = 10;
        await AddAsync(new SampleCase(IdOf(1), "C-1"));
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(
            async () =>
            {
                for (var change = 0; change < Changes; change++)
                {
                    for (var attempt = 1; !await TryIncreaseAsync(); attempt++)
                    {
                        Assert.True(attempt < 400, "The writer never got its turn.");
                    }
                }
            },
            Cancellation)));

        Assert.Equal(Writers * Changes, (await GetAsync(1))!.Cost);
        var messages = await ListPendingAsync();
        Assert.Equal(
            Enumerable.Range(1, Writers * Changes).Select(cost => $"\"what\":\"{cost}\""),
            messages.Select(message => message.Data[message.Data.IndexOf("\"what\"", StringComparison.Ordinal)..].TrimEnd('}').Split(',')[0]));
    }

    private static Id<SampleCase> IdOf(int number) => Id<SampleCase>.Derive(Sample.Ref($"case-{number}"), Sample.Start);

    private static SampleCase Whole(int number)
    {
        var sample = new SampleCase(IdOf(number), $"C-{number}")
        {
            Subject = "劳保 O'Brien",
            Urgency = SampleUrgency.High,
            Customer = Sample.CustomerId(7),
            DueOn = new LocalDate(2026, 2, 28),
            ClosedAt = Sample.Day(3),
            IsEscalated = true,
            Cost = 12.345678901234567890123456789m,
        };
        sample.AddTask(new SampleTask("wang", 1, "first"));
        sample.AddTask(new SampleTask("li", 2, null));
        return sample;
    }

    private async Task<bool> TryIncreaseAsync()
    {
        try
        {
            await InScopeAsync(async scope =>
            {
                var sample = await scope.Repository<SampleCase>().GetByIdAsync(IdOf(1), Cancellation);
                sample!.Cost++;
                scope.UnitOfWork.Publish(new SampleHappened("case", Sample.Start, $"{sample.Cost:0}"));
                await scope.Repository<SampleCase>().UpdateAsync(sample, Cancellation);
                await scope.CommitAsync(Cancellation);
            });
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    private Task AddAsync(SampleCase sample) => InScopeAsync(async scope =>
    {
        await scope.Repository<SampleCase>().AddAsync(sample, Cancellation);
        await scope.CommitAsync(Cancellation);
    });

    private Task<SampleCase?> GetAsync(int number) => InScopeAsync(scope => scope.Repository<SampleCase>().GetByIdAsync(IdOf(number), Cancellation));

    private Task<IReadOnlyList<SampleCase>> ListAsync(ISpecification<SampleCase> specification) =>
        InScopeAsync(scope => scope.ReadRepository<SampleCase>().ListAsync(specification, Cancellation));

    private async Task<IReadOnlyList<string>> NumbersAsync(ISpecification<SampleCase> specification) =>
        [.. (await ListAsync(specification)).Select(sample => sample.Number)];

    private sealed class Unregistered : AggregateRoot
    {
        public override Guid Key => Guid.Empty;
    }

    private sealed class WhereSpec : Specification<SampleCase>
    {
        public WhereSpec(System.Linq.Expressions.Expression<Func<SampleCase, bool>> criterion) => Query.Where(criterion).OrderBy(sample => sample.Number);
    }

    private sealed class ByCostSpec : Specification<SampleCase>
    {
        public ByCostSpec(decimal atLeast) => Query.Where(sample => sample.Cost >= atLeast).OrderBy(sample => sample.Cost);
    }

    private sealed class ByNumberSpec : Specification<SampleCase>
    {
        public ByNumberSpec() => Query.OrderBy(sample => sample.Number);
    }

    private sealed class ByDueDateSpec : Specification<SampleCase>
    {
        public ByDueDateSpec() => Query.OrderBy(sample => sample.DueOn).ThenByDescending(sample => sample.Id);
    }

    private sealed class PreferringSpec : Specification<Customer>
    {
        public PreferringSpec() => Query.Where(customer => customer.Preferences.Count > 0);
    }
}
