using Ardalis.Specification;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Testing.Conformance;
using AutoCrm.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Storage.Tests;

public sealed class SqliteStoreTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 9, 0);

    private static readonly SourceRef Record = new("dms", "A");

    private static readonly Id<Customer> Customer = Id<Customer>.Derive(Record, Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_make_the_model_of_today()
    {
        await using var store = SqliteFixture.WithoutFile();
        await store.Services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);

        await using var context = await store.Services.GetRequiredService<IDbContextFactory<AutoCrmDbContext>>().CreateDbContextAsync(Cancellation);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancellation));
    }

    [Fact]
    public async Task Migrating_again_leaves_everything_as_it_is()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await AppendAllAsync(store.Services);

        await store.Services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);

        await AssertAppendedAsync(store.Services);
    }

    [Fact]
    public async Task A_reopened_file_keeps_everything()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await AppendAllAsync(store.Services);

        await store.ReopenAsync();

        await AssertAppendedAsync(store.Services);
    }

    [Fact]
    public async Task A_file_that_is_not_set_up_says_what_to_do()
    {
        await using var store = SqliteFixture.WithoutFile();
        await using var scope = store.Services.CreateAsyncScope();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().FindAsync(Record, Cancellation));

        Assert.Contains("MigrateAsync", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared")]
    [InlineData("")]
    public void A_connection_string_without_a_file_is_refused(string connectionString)
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAutoCrm(crm => crm.UseSqlite(connectionString)));

        Assert.Contains("names no file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_hosts_on_one_file_the_later_commit_loses_the_race()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await AppendAllAsync(store.Services);
        await using var otherHost = store.Open();
        await using var one = store.Services.CreateAsyncScope();
        await using var other = otherHost.CreateAsyncScope();
        var mine = await Customers(one).GetByIdAsync(Customer, Cancellation);
        var theirs = await Customers(other).GetByIdAsync(Customer, Cancellation);

        theirs!.AssignHousehold(Id<Household>.New(Start));
        await Customers(other).UpdateAsync(theirs, Cancellation);
        await UnitOfWork(other).CommitAsync(Cancellation);
        mine!.AssignHousehold(null);
        await Customers(one).UpdateAsync(mine, Cancellation);

        await Assert.ThrowsAsync<ConcurrencyException>(() => UnitOfWork(one).CommitAsync(Cancellation));
    }

    [Fact]
    public async Task A_system_named_by_an_import_that_was_taken_back_can_be_named_again()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        var imports = store.Services.GetRequiredService<IImportStore>();
        await using (var takenBack = await imports.BeginAsync(Cancellation))
        {
            await takenBack.WriteAsync([RecordOf(new SourceRef("first", "1"))], Cancellation);
        }

        await using (var import = await imports.BeginAsync(Cancellation))
        {
            await import.WriteAsync([RecordOf(new SourceRef("second", "1")), RecordOf(new SourceRef("first", "2"))], Cancellation);
            await import.CommitAsync(Cancellation);
        }

        await using var scope = store.Services.CreateAsyncScope();
        var records = scope.ServiceProvider.GetRequiredService<ISourceRecordStore>();
        Assert.Null(await records.FindAsync(new SourceRef("first", "1"), Cancellation));
        Assert.NotNull(await records.FindAsync(new SourceRef("first", "2"), Cancellation));
        Assert.NotNull(await records.FindAsync(new SourceRef("second", "1"), Cancellation));
    }

    [Fact]
    public async Task A_writer_that_waits_too_long_says_for_what()
    {
        var folder = Directory.CreateTempSubdirectory("autocrm-");
        try
        {
            await using var services = new ServiceCollection()
                .AddAutoCrm(crm => crm.UseSqlite(
                    $"Data Source={Path.Combine(folder.FullName, "crm.db")}", sqlite => sqlite.LockTimeout = TimeSpan.FromMilliseconds(50)))
                .BuildServiceProvider();
            await services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);
            await using var first = await services.GetRequiredService<IImportStore>().BeginAsync(Cancellation);

            var late = await Assert.ThrowsAsync<TimeoutException>(() => services.GetRequiredService<IImportStore>().BeginAsync(Cancellation));
            Assert.Contains("LockTimeout", late.Message, StringComparison.Ordinal);

            await using var otherHost = new ServiceCollection()
                .AddAutoCrm(crm => crm.UseSqlite(
                    $"Data Source={Path.Combine(folder.FullName, "crm.db")}", sqlite => sqlite.LockTimeout = TimeSpan.FromMilliseconds(50)))
                .BuildServiceProvider();
            await Assert.ThrowsAsync<TimeoutException>(() => otherHost.GetRequiredService<IImportStore>().BeginAsync(Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Customers_are_found_by_phone_through_the_index()
    {
        var plan = await PlanAsync(AutoCrm.Customers.Customer.Definition, new CustomersByPhoneSpec("+8613800001234"), "@e164");

        Assert.Contains(plan, step => step.Contains("ix_customers_contact_points", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_specification_over_a_declared_column_of_a_plugin_uses_its_index()
    {
        var plan = await PlanAsync(SampleCase.Definition, new SampleCasesByNumberSpec("C-1"), "@number");

        Assert.Contains(plan, step => step.Contains("ix_sample_case_number", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync<T>(AggregateDefinition<T> definition, ISpecification<T> specification, string parameter)
        where T : AggregateRoot
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await using var context = store.Services.GetRequiredService<DocumentContexts>().Create();
        var table = store.Services.GetRequiredService<DocumentTables>().Get(definition.AggregateType);
        var sql = DocumentQuery.Page(context, table, DocumentQuery.Where(context, table, specification), specification, missingValuesComeLast: false).ToQueryString();

        await context.Database.OpenConnectionAsync(Cancellation);
        await using var explain = context.Database.GetDbConnection().CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..].Replace(parameter, "'x'", StringComparison.Ordinal);
        var plan = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync(Cancellation);
        while (await rows.ReadAsync(Cancellation))
        {
            plan.Add(rows.GetString(3));
        }

        return plan;
    }

    private static IRepository<Customer> Customers(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<IRepository<Customer>>();

    private static IUnitOfWork UnitOfWork(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<IUnitOfWork>();

    private static SourceRecord RecordOf(SourceRef source) => new() { Source = source, Kind = CustomerKind.Person, RecordedAt = Start };

    private static async Task AppendAllAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await Customers(scope).AddAsync(new Customer(Customer, CustomerKind.Person), Cancellation);
        var records = scope.ServiceProvider.GetRequiredService<ISourceRecordStore>();
        await records.PutAsync(RecordOf(Record), Cancellation);
        await records.AssignAsync([new RecordAssignment(Record, Customer)], Cancellation);
        await scope.ServiceProvider.GetRequiredService<ITimeline>().AppendAsync(
            [LeadReceived.Definition.Prototype with { Source = new SourceRef("dms", "E1"), Record = Record, OccurredAt = Start, RecordedAt = Start }],
            Cancellation);
        await UnitOfWork(scope).CommitAsync(Cancellation);
    }

    private static async Task AssertAppendedAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        Assert.NotNull(await Customers(scope).GetByIdAsync(Customer, Cancellation));
        var history = await scope.ServiceProvider.GetRequiredService<ITimeline>().ReadAsync(Customer, Start, null, Cancellation);
        Assert.IsType<LeadReceived>(Assert.Single(history!.Events));
    }
}
