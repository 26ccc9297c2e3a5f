using Ardalis.Specification;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Testing.Conformance;
using AutoCrm.Timeline;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Storage.Tests;

/// <summary>What becomes of a file when the disk is full, a process was killed, or hosts of different versions use it.</summary>
public sealed class SqliteResilienceTests
{
    private const string LaterMigration = "20991231000000_Later";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 9, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_fails_the_commit_and_the_next_one_works_when_there_is_space_again()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        await PutAsync(store.Services, "A");
        await LimitPagesAsync(store.Services, 1);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var full = await Assert.ThrowsAsync<StoreException>(() => PutAsync(store.Services, "B", new string('x', 1 << 21)));
            Assert.Equal(StoreFailure.Full, full.Failure);
        }

        await LimitPagesAsync(store.Services, int.MaxValue);
        await PutAsync(store.Services, "C");
        Assert.Equal(["A", "C"], await KeysAsync(store.Services));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lock_that_a_killed_process_left_does_not_block_the_next_migration(bool isMigrated)
    {
        await using var store = isMigrated ? (SqliteFixture)await SqliteFixture.CreateAsync() : SqliteFixture.WithoutFile();
        Run(
            store,
            "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); " +
            "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2025-01-01 00:00:00+00:00')");
        await using var host = store.Open();

        await host.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation).WaitAsync(Patience, Cancellation);

        await PutAsync(host, "A");
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused_by_the_migration_and_by_the_first_use()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        Run(store, $"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{LaterMigration}', '99.0.0')");
        await using var host = store.Open();

        foreach (var use in new Func<Task>[]
        {
            () => host.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation), () => host.GetRequiredService<IStoreSetup>().ScriptAsync(Cancellation),
            () => KeysAsync(host), () => PutAsync(host, "A"),
        })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(use);
            Assert.Contains($"was set up by a later version of AutoCrm (migration {LaterMigration})", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_hosts_that_set_up_one_fresh_file_at_once_both_succeed()
    {
        for (var round = 0; round < 3; round++)
        {
            await using var store = SqliteFixture.WithoutFile();
            await using var other = store.Open();

            await Task.WhenAll(new[] { store.Services, other }.Select(host =>
                Task.Run(() => host.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation), Cancellation))).WaitAsync(Patience, Cancellation);

            await PutAsync(store.Services, "A");
            await PutAsync(other, "B");
            Assert.Equal(["A", "B"], await KeysAsync(other));
        }
    }

    [Fact]
    public async Task A_definition_that_gains_columns_and_lists_is_extended_and_filled_from_the_states()
    {
        await using var file = new OwnFile();
        await using (var before = await file.OpenAsync(Badge.Define()))
        {
            await AddAsync(before, new Badge("B-1", "red", 7, "vip"), new Badge("B-2", "blue", 8));
        }

        await using var after = file.Open(Badge.Define().Index(badge => badge.Colour, unique: true).IndexEach(badge => badge.Stickers, sticker => sticker.Text));
        var setup = after.GetRequiredService<IStoreSetup>();
        var script = await setup.ScriptAsync(Cancellation);
        Assert.Contains("ADD COLUMN \"colour\"", script, StringComparison.Ordinal);
        Assert.Contains("-- fill the new columns of test.badge from its states", script, StringComparison.Ordinal);
        Assert.Contains("CREATE UNIQUE INDEX", script, StringComparison.Ordinal);

        await setup.MigrateAsync(Cancellation);

        Assert.Empty(await setup.ScriptAsync(Cancellation));
        Assert.Equal(["B-1"], await NumbersAsync(after, new BadgesSpec(badge => badge.Colour == "red")));
        Assert.Equal(["B-1"], await NumbersAsync(after, new BadgesSpec(badge => badge.Stickers.Any(sticker => sticker.Text == "vip"))));
        await Assert.ThrowsAsync<DomainException>(() => AddAsync(after, new Badge("B-3", "red", 9)));
    }

    [Fact]
    public async Task A_column_that_changes_its_type_is_refused_and_nothing_is_applied()
    {
        await using var file = new OwnFile();
        await using (var before = await file.OpenAsync(Badge.Define().Index(badge => badge.Weight)))
        {
            await AddAsync(before, new Badge("B-1", "red", 7));
        }

        await using var after = file.Open(WordyBadge.Define().Index(badge => badge.Colour).Index(badge => badge.Weight));
        foreach (var step in new Func<Task>[]
        {
            () => after.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation), () => after.GetRequiredService<IStoreSetup>().ScriptAsync(Cancellation),
        })
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(step);
            Assert.Equal(
                "test.badge cannot be stored: its column weight was declared as Integer and is declared as Text now. " +
                "Columns are only added; declare the member under another name.",
                refused.Message);
        }

        Assert.DoesNotContain("colour", file.ColumnsOf("test_badge"));
        await using var again = await file.OpenAsync(Badge.Define().Index(badge => badge.Weight));
        Assert.Equal(["B-1"], await NumbersAsync(again, new BadgesSpec(badge => badge.Weight == 7)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_no_longer_declared_stays_and_is_filled_again_when_it_returns(bool isUnique)
    {
        await using var file = new OwnFile();
        await using (var first = await file.OpenAsync(Coloured(isUnique)))
        {
            await AddAsync(first, new Badge("B-1", "red", 7, "vip"));
        }

        await using (var second = await file.OpenAsync(Badge.Define()))
        {
            Assert.Contains("colour", file.ColumnsOf("test_badge"));
            Assert.Empty(await second.GetRequiredService<IStoreSetup>().ScriptAsync(Cancellation));
            await ChangeColourAsync(second, "B-1", "blue");
            await AddAsync(second, new Badge("B-2", "red", 8, "guest"));
        }

        await using var third = await file.OpenAsync(Coloured(isUnique: false));
        await AddAsync(third, new Badge("B-3", "red", 8));
        Assert.Equal(["B-2", "B-3"], await NumbersAsync(third, new BadgesSpec(badge => badge.Colour == "red")));
        Assert.Equal(["B-1"], await NumbersAsync(third, new BadgesSpec(badge => badge.Colour == "blue")));
        Assert.Equal(["B-2"], await NumbersAsync(third, new BadgesSpec(badge => badge.Stickers.Any(sticker => sticker.Text == "guest"))));
        Assert.Empty(await third.GetRequiredService<IStoreSetup>().ScriptAsync(Cancellation));

        static AggregateDefinition Coloured(bool isUnique) =>
            Badge.Define().Index(badge => badge.Colour, isUnique).IndexEach(badge => badge.Stickers, sticker => sticker.Text);
    }

    [Fact]
    public async Task A_column_that_becomes_unique_with_a_value_stored_twice_is_refused_and_nothing_is_applied()
    {
        await using var file = new OwnFile();
        await using (var before = await file.OpenAsync(Badge.Define().Index(badge => badge.Weight)))
        {
            await AddAsync(before, new Badge("B-1", "red", 7), new Badge("B-2", "red", 7), new Badge("B-3", "blue", 8));
        }

        foreach (var (definition, column, value) in new[]
        {
            (Badge.Define().Index(badge => badge.Weight).Index(badge => badge.Colour, unique: true), "colour", "red"),
            (Badge.Define().Index(badge => badge.Weight, unique: true), "weight", "7"),
        })
        {
            await using var after = file.Open(definition);
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => after.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation));
            Assert.Equal(
                $"test.badge cannot be stored: its column {column} is declared unique, and more than one stored aggregate has the value '{value}'. " +
                "Change all but one of them, or declare the member without unique.",
                refused.Message);
        }

        Assert.DoesNotContain("colour", file.ColumnsOf("test_badge"));
        await using var again = await file.OpenAsync(Badge.Define().Index(badge => badge.Weight));
        Assert.Equal(["B-1", "B-2"], await NumbersAsync(again, new BadgesSpec(badge => badge.Weight == 7)));
    }

    [Fact]
    public async Task A_column_that_is_no_longer_unique_takes_values_twice()
    {
        await using var file = new OwnFile();
        await using (var before = await file.OpenAsync(Badge.Define().Index(badge => badge.Colour, unique: true)))
        {
            await AddAsync(before, new Badge("B-1", "red", 7));
        }

        await using var after = await file.OpenAsync(Badge.Define().Index(badge => badge.Colour));
        await AddAsync(after, new Badge("B-2", "red", 8));
        Assert.Equal(["B-1", "B-2"], await NumbersAsync(after, new BadgesSpec(badge => badge.Colour == "red")));
    }

    [Fact]
    public async Task An_event_whose_kind_is_no_longer_registered_is_read_as_unknown_and_everybody_is_assessed()
    {
        await using var file = new OwnFile();
        var customer = Id<Customer>.Derive(new SourceRef("dms", "A"), Start);
        var tasting = (SampleTasting)(SampleTasting.Definition.Prototype with
        {
            Source = new SourceRef("dms", "E1"), Record = new SourceRef("dms", "A"), OccurredAt = Start, RecordedAt = Start,
        }) with { Flavours = ["smoke"] };
        await using (var before = await file.OpenAsync(crm => crm.AddEventKind(SampleTasting.Definition)))
        {
            await PutAsync(before, "A");
            await using var scope = before.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IRepository<Customer>>().AddAsync(new Customer(customer, CustomerKind.Person), Cancellation);
            await scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().AssignAsync([new(new SourceRef("dms", "A"), customer)], Cancellation);
            await scope.ServiceProvider.GetRequiredService<ITimeline>().AppendAsync([tasting], Cancellation);
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(Cancellation);
        }

        await using (var without = await file.OpenAsync(_ => { }))
        {
            await using var scope = without.CreateAsyncScope();
            var history = await scope.ServiceProvider.GetRequiredService<ITimeline>().ReadAsync(customer, Start, null, Cancellation);
            var unknown = Assert.IsType<UnknownEvent>(Assert.Single(history!.Events));
            Assert.Equal(("sample_tasting", EventKind.WritePayload(tasting)), (unknown.Kind.Code, unknown.Payload));
            Assert.Equal(["sample_tasting"], without.GetRequiredService<EventKinds>().UnknownCodes);
            Assert.Equal(1, (await without.GetRequiredService<IAssessmentService>().AssessAllAsync(Start, cancellationToken: Cancellation)).Customers);
            var refused = await Assert.ThrowsAsync<DomainException>(
                () => scope.ServiceProvider.GetRequiredService<ITimeline>().AppendAsync([unknown], Cancellation));
            Assert.Equal("event-kind-registered", refused.Rule);
        }

        await using var with = await file.OpenAsync(crm => crm.AddEventKind(SampleTasting.Definition));
        await using var reading = with.CreateAsyncScope();
        var read = await reading.ServiceProvider.GetRequiredService<ITimeline>().ReadAsync(customer, Start, null, Cancellation);
        Assert.Equal(["smoke"], Assert.IsType<SampleTasting>(Assert.Single(read!.Events)).Flavours);
    }

    private static async Task LimitPagesAsync(IServiceProvider services, int pages)
    {
        await using var session = await services.GetRequiredService<IStoreSessions>().WriteAsync(Cancellation);
        await session.Prepare($"PRAGMA max_page_count = {pages}").ReadNumberAsync();
    }

    private static void Run(SqliteFixture store, string sql)
    {
        using var connection = new SqliteConnection(store.ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task PutAsync(IServiceProvider services, string key, string? language = null)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().PutAsync(
            new SourceRecord { Source = new SourceRef("dms", key), Kind = CustomerKind.Person, RecordedAt = Start, Language = language }, Cancellation);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(Cancellation);
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var keys = new List<string>();
        await foreach (var assigned in scope.ServiceProvider.GetRequiredService<ISourceRecordStore>().StreamAsync(Cancellation))
        {
            keys.Add(assigned.Record.Source.Key);
        }

        return keys;
    }

    private static async Task AddAsync(IServiceProvider services, params IReadOnlyList<Badge> badges)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var badge in badges)
        {
            await scope.ServiceProvider.GetRequiredService<IRepository<Badge>>().AddAsync(badge, Cancellation);
        }

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(Cancellation);
    }

    private static async Task ChangeColourAsync(IServiceProvider services, string number, string colour)
    {
        await using var scope = services.CreateAsyncScope();
        var badges = scope.ServiceProvider.GetRequiredService<IRepository<Badge>>();
        var badge = await badges.GetByIdAsync(Badge.IdOf(number), Cancellation);
        badge!.Colour = colour;
        await badges.UpdateAsync(badge, Cancellation);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(Cancellation);
    }

    private static async Task<IEnumerable<string>> NumbersAsync(IServiceProvider services, ISpecification<Badge> specification)
    {
        await using var scope = services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<IReadRepository<Badge>>().ListAsync(specification, Cancellation);
        return found.Select(badge => badge.Number).Order(StringComparer.Ordinal);
    }

    /// <summary>A file that hosts of different configurations use, one after another.</summary>
    private sealed class OwnFile : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("autocrm-").FullName;

        private string ConnectionString => $"Data Source={Path.Combine(folder, "crm.db")}";

        public ServiceProvider Open(Action<AutoCrmBuilder> configure) => new ServiceCollection()
            .AddAutoCrm(crm => configure(crm.UseSqlite(ConnectionString)))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

        public ServiceProvider Open(AggregateDefinition definition) => Open(crm => crm.AddAggregate(definition));

        public async Task<ServiceProvider> OpenAsync(Action<AutoCrmBuilder> configure)
        {
            var services = Open(configure);
            await services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);
            return services;
        }

        public Task<ServiceProvider> OpenAsync(AggregateDefinition definition) => OpenAsync(crm => crm.AddAggregate(definition));

        public IReadOnlyList<string> ColumnsOf(string table)
        {
            using var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using var rows = command.ExecuteReader();
            var columns = new List<string>();
            while (rows.Read())
            {
                columns.Add(rows.GetString(0));
            }

            return columns;
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private sealed record Sticker(string Text);

    private sealed record BadgeState(string Number, string Colour, int Weight, IReadOnlyList<Sticker> Stickers);

    private sealed class Badge(string number, string colour, int weight, params IReadOnlyList<string> stickers) : AggregateRoot
    {
        public override Guid Key => IdOf(Number).Value;

        public string Number { get; } = number;

        public string Colour { get; set; } = colour;

        public int Weight { get; } = weight;

        public IReadOnlyList<Sticker> Stickers { get; } = [.. stickers.Select(text => new Sticker(text))];

        public static Id<Badge> IdOf(string number) => Id<Badge>.Derive(new SourceRef("badges", number), Start);

        /// <summary>A definition as a version of a plug-in may bring it, with the number as its one column.</summary>
        public static AggregateDefinition<Badge, BadgeState> Define() => new AggregateDefinition<Badge, BadgeState>(
            "test.badge",
            badge => new BadgeState(badge.Number, badge.Colour, badge.Weight, badge.Stickers),
            state => new Badge(state.Number, state.Colour, state.Weight, [.. state.Stickers.Select(sticker => sticker.Text)])).Index(badge => badge.Number);
    }

    /// <summary>The same aggregate of a version that weighs in words.</summary>
    private sealed class WordyBadge(string number, string colour, string weight) : AggregateRoot
    {
        public override Guid Key => Badge.IdOf(Number).Value;

        public string Number { get; } = number;

        public string Colour { get; } = colour;

        public string Weight { get; } = weight;

        public static AggregateDefinition<WordyBadge, WordyState> Define() =>
            new("test.badge", badge => new WordyState(badge.Number, badge.Colour, badge.Weight), state => new WordyBadge(state.Number, state.Colour, state.Weight));
    }

    private sealed record WordyState(string Number, string Colour, string Weight);

    private sealed class BadgesSpec : Specification<Badge>
    {
        public BadgesSpec(System.Linq.Expressions.Expression<Func<Badge, bool>> criterion) => Query.Where(criterion);
    }
}
