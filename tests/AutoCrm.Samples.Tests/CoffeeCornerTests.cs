using System.Globalization;
using System.Reflection;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CoffeeCorner;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Samples.Tests;

/// <summary>The coffee corner with another plug-in beside it, on one store after the other.</summary>
public abstract class CoffeeCornerTests : IAsyncLifetime
{
    private static readonly Instant March = Instant.FromUtc(2026, 3, 1, 9, 0);
    private static readonly Instant April = Instant.FromUtc(2026, 4, 1, 0, 0);

    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-coffee-").FullName;
    private ServiceProvider services = null!;

    protected string Folder => folder;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        services = Open(crm => crm.AddPlugin<CoffeeCornerPlugin>().AddPlugin<TrackDayPlugin>());
        await services.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_event_keeps_its_own_members_and_leads_into_the_stage_of_the_plugin()
    {
        var guest = await RegisterAsync("guest-1", "王小明");
        await AppendAsync([Coffee("guest-1", 1) with { Blend = "Yunnan", Size = CupSize.Large, Cups = 2 }]);

        var profile = await InScopeAsync(crm => crm.Profiles.FindAsync(guest, April, Cancellation));

        var cup = Assert.IsType<CoffeeTaken>(Assert.Single(profile!.History.Events));
        Assert.Equal(("Yunnan", CupSize.Large, 2), (cup.Blend, cup.Size, cup.Cups));
        Assert.Equal(CoffeeStages.Regular, profile.Assessment.Stage);
        var next = profile.Assessment.Lifecycle.Next!;
        Assert.Equal((Stage.Lost, March + Duration.FromDays(91)), (next.To, next.DueAt));
        Assert.Equal("Automotive+coffee@1.0+track-day@2.0/1", profile.Assessment.Lifecycle.Lifecycle);
    }

    [Fact]
    public async Task The_sections_are_stored_queried_ranked_and_told_of()
    {
        var regular = await RegisterAsync("guest-1", "王小明");
        var other = await RegisterAsync("guest-2", "李华");
        await AppendAsync([Coffee("guest-1", 1), Coffee("guest-2", 1)]);
        await AssessAsync(March + Duration.FromDays(2));
        var told = (await ListMessagesAsync()).Count;
        await AppendAsync([.. Enumerable.Range(5, 5).Select(day => Coffee("guest-1", day) with { Blend = day == 5 ? "Yunnan" : "Harrar" })]);
        await AssessAsync(April);

        var found = await InScopeAsync(crm => crm.AssessmentQueries.ListAsync(
            AssessmentQuery.All.Where(CoffeeHabit.CupsColumn, Comparison.GreaterOrEqual, 1).OrderByDescending(CoffeeHabit.CupsColumn), Cancellation));
        Assert.Equal([(regular, 6, "Harrar"), (other, 1, null)], found.Select(one => (one.Customer, one.Get(CoffeeHabit.Definition).Cups, one.Get(CoffeeHabit.Definition).Blend)));
        Assert.Equal([(1, 2), (2, 2)], found.Select(one => (one.Get(CoffeeRank.Definition).Place, one.Get(CoffeeRank.Definition).Of)));
        Assert.Equal([new CoffeeHabitChanged(regular, true, 6, April)], (await ListMessagesAsync()).Skip(told).OfType<CoffeeHabitChanged>());
        var counts = await InScopeAsync(crm => crm.AssessmentQueries.CountAsync([CoffeeHabit.BlendColumn], Cancellation));
        Assert.Equal([("Harrar", 1), (null, 1)], counts.Select(count => ((string?)count.Values[0], count.Customers)));

        // The habit ends when the window has passed over it.
        var until = found[0].ValidUntil;
        Assert.Equal(March + Duration.FromDays(1) + CoffeeHabit.Window, until);
        await AssessAsync(Instant.FromUtc(2026, 9, 1, 0, 0));
        Assert.Equal([false], (await ListMessagesAsync()).OfType<CoffeeHabitChanged>().Skip(1).Select(change => change.IsRegular));
        Assert.Empty(await InScopeAsync(crm => crm.AssessmentQueries.ListAsync(AssessmentQuery.All.Where(CoffeeHabit.CupsColumn, Comparison.Greater, 0), Cancellation)));
    }

    [Fact]
    public async Task A_card_is_kept_found_by_its_declared_members_and_tells_when_it_is_full()
    {
        var guest = await RegisterAsync("guest-1", "王小明");
        await CommitAsync(async (_, repositories) =>
        {
            var card = new CoffeeCard(CoffeeCard.IdOf("K-17"), "K-17", guest);
            for (var day = 1; day < 10; day++)
            {
                card.Stamp(new OutletCode(day == 1 ? "SH01" : "SH02"), March + Duration.FromDays(day));
            }

            await repositories.AddAsync(card, Cancellation);
        });
        Assert.Empty((await ListMessagesAsync()).OfType<CoffeeCardFilled>());
        await CommitAsync(async (_, repositories) =>
        {
            var card = Assert.Single(await repositories.ListAsync(new CardsStampedAtSpec(new OutletCode("SH01")), Cancellation));
            card.Stamp(new OutletCode("SH02"), March + Duration.FromDays(10));
            await repositories.UpdateAsync(card, Cancellation);
        });

        Assert.Equal(
            new CoffeeCardFilled("K-17", guest, new OutletCode("SH02"), March + Duration.FromDays(10)), Assert.Single((await ListMessagesAsync()).OfType<CoffeeCardFilled>()));
        await CommitAsync(async (_, repositories) =>
        {
            var full = await repositories.GetByIdAsync(CoffeeCard.IdOf("K-17"), Cancellation);
            Assert.Equal("card-not-full", Assert.Throws<DomainException>(() => full!.Stamp(new OutletCode("SH01"), April)).Rule);
        });
    }

    [Fact]
    public async Task Cards_are_imported_and_found_and_refused_with_what_is_expected()
    {
        var exports = Directory.CreateDirectory(Path.Combine(Folder, "exports", "kiosk")).FullName;
        var file = Path.Combine(exports, "coffee-cards.jsonl");
        await File.WriteAllTextAsync(file, """
            {"number": "K-1", "issued_on": "2026-01-02"}
            {"number": "K-2", "issued_on": "1970-01-01"}
            {"issued_on": "2026-01-02"}
            """, Cancellation);
        var refused = new Refused();
        var first = await InScopeAsync(crm => crm.Import.ImportAsync(Path.Combine(Folder, "exports"), new ImportOptions { Rejections = refused }, cancellationToken: Cancellation));
        Assert.Equal(("coffee-cards", 1, 2), (first.Files[0].Definition, first.Files[0].Added, first.Files[0].Refused));
        Assert.Equal(["issued_on 2", "number 3"], refused.Problems.Select(problem => $"{problem.Column} {problem.Line}"));
        await CommitAsync(async (_, repositories) =>
        {
            var card = (await repositories.GetByIdAsync(CoffeeCard.IdOf("K-1"), Cancellation))!;
            card.Stamp(new OutletCode("SH01"), April);
            await repositories.UpdateAsync(card, Cancellation);
        });

        await File.WriteAllTextAsync(file, """{"number": "K-1", "issued_on": "2026-01-03"}""", Cancellation);
        var second = await InScopeAsync(crm => crm.Import.ImportAsync(Path.Combine(Folder, "exports"), cancellationToken: Cancellation));
        Assert.Equal(1, second.Files[0].Replaced);
        await CommitAsync(async (_, repositories) =>
        {
            var card = Assert.Single(await repositories.ListAsync(new CardsStampedAtSpec(new OutletCode("SH01")), Cancellation));
            Assert.Equal((new LocalDate(2026, 1, 3), 1), (card.IssuedOn, card.Stamps.Count));
        });
    }

    [Fact]
    public async Task The_profile_shows_the_cards_also_of_a_customer_who_was_merged()
    {
        var (guest, other) = (await RegisterAsync("guest-1", "王小明"), await RegisterAsync("guest-2", "王晓明"));
        await CommitAsync(async (_, repositories) =>
        {
            await repositories.AddAsync(new CoffeeCard(CoffeeCard.IdOf("K-1"), "K-1", guest), Cancellation);
            await repositories.AddAsync(new CoffeeCard(CoffeeCard.IdOf("K-2"), "K-2", other), Cancellation);
        });
        await CommitAsync((crm, _) => crm.Identity.MergeAsync(guest, other, "chen", "the same card number", Cancellation));

        var profile = await InScopeAsync(crm => crm.Profiles.Include<OpenCards>().FindAsync(other, April, Cancellation));

        Assert.Equal(guest, profile!.Customer.Id);
        Assert.Equal(["K-1", "K-2"], profile.Find<OpenCards>()!.Cards.Select(card => card.Number));
        Assert.Null((await InScopeAsync(crm => crm.Profiles.FindAsync(guest, April, Cancellation)))!.Find<OpenCards>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => InScopeAsync(crm => crm.Profiles.Include<CoffeeCard>().FindAsync(guest, April, Cancellation)));
    }

    [Fact]
    public async Task Reasons_are_told_in_english_and_chinese()
    {
        var guest = await RegisterAsync("guest-1", "王小明");
        await AppendAsync([Coffee("guest-1", 1)]);
        var assessment = (await InScopeAsync(crm => crm.Assessment.AssessAsync(guest, April, cancellationToken: Cancellation)))!;
        var texts = services.GetRequiredService<ReasonText>();
        var reason = assessment.Get(CoffeeHabit.Definition).Reasons[0];

        Assert.Equal("1 cups of coffee in 90 days, the last one on 2026-03-02.", texts.Render(reason, CultureInfo.InvariantCulture));
        Assert.Equal("90 天内喝过 1 杯咖啡,最近一次在 2026-03-02。", texts.Render(reason, CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Contains("coffee regular by a cup of coffee", texts.Render(assessment.Lifecycle.Reason, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("咖啡常客", texts.Render(assessment.Lifecycle.Reason, CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_plugins_with_stages_live_in_one_host()
    {
        var guest = await RegisterAsync("guest-1", "王小明");
        await AppendAsync([Coffee("guest-1", 1), Track("guest-1", 5)]);
        var racer = (await InScopeAsync(crm => crm.Assessment.AssessAsync(guest, April, cancellationToken: Cancellation)))!;
        Assert.Equal([Stage.Prospect, CoffeeStages.Regular, TrackDayPlugin.Racer], racer.Lifecycle.Path.Select(step => step.Stage));
    }

    [Fact]
    public async Task Without_the_plugin_what_it_left_is_kept_and_harms_nothing()
    {
        if (this is CoffeeCornerInMemoryTests)
        {
            return;
        }

        var guest = await RegisterAsync("guest-1", "王小明");
        await AppendAsync([Coffee("guest-1", 1) with { Blend = "Yunnan" }]);
        await CommitAsync((_, repositories) => repositories.AddAsync(new CoffeeCard(CoffeeCard.IdOf("K-1"), "K-1", guest), Cancellation));
        await AssessAsync(April);
        await services.DisposeAsync();
        await using (var without = Open(_ => { }))
        {
            await without.GetRequiredService<IStoreSetup>().MigrateAsync(Cancellation);
            await without.GetRequiredService<IAssessmentService>().AssessAllAsync(April, cancellationToken: Cancellation);
            var stored = await without.GetRequiredService<IAssessmentStore>().FindAsync(guest, Cancellation);
            Assert.Equal(Stage.Prospect, without.GetRequiredService<AssessmentDefinitions>().Read(stored!).Stage);
        }

        await InitializeAsync();
        await AssessAsync(April);
        var found = Assert.Single(await InScopeAsync(crm => crm.AssessmentQueries.ListAsync(AssessmentQuery.All.Where(CoffeeHabit.CupsColumn, 1), Cancellation)));
        Assert.Equal((guest, "Yunnan"), (found.Customer, found.Get(CoffeeHabit.Definition).Blend));
        await CommitAsync(async (_, repositories) => Assert.NotNull(await repositories.GetByIdAsync(CoffeeCard.IdOf("K-1"), Cancellation)));
    }

    [Fact]
    public void The_plugin_is_made_of_public_types_alone()
    {
        var core = typeof(AutoCrmBuilder).Assembly;
        Assert.DoesNotContain(
            core.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(), friend => friend.AssemblyName.StartsWith("CoffeeCorner", StringComparison.Ordinal));
        Assert.Equal(
            ["AutoCrm.Core"],
            typeof(CoffeeCornerPlugin).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("AutoCrm", StringComparison.Ordinal)));
    }

    private sealed class Refused : IRejectionSink
    {
        public List<RowProblem> Problems { get; } = [];

        public ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default)
        {
            Problems.Add(problem);
            return ValueTask.CompletedTask;
        }
    }

    protected abstract AutoCrmBuilder UseStore(AutoCrmBuilder crm);

    private static CoffeeTaken Coffee(string guest, int day) => new()
    {
        Source = new SourceRef("showroom", $"{guest}-cup-{day}"), Record = new SourceRef("showroom", guest),
        OccurredAt = March + Duration.FromDays(day), RecordedAt = March + Duration.FromDays(day),
    };

    private static CustomerEvent Track(string guest, int day) => TrackDriven.Definition.Prototype with
    {
        Source = new SourceRef("showroom", $"{guest}-track-{day}"), Record = new SourceRef("showroom", guest),
        OccurredAt = March + Duration.FromDays(day), RecordedAt = March + Duration.FromDays(day),
    };

    private ServiceProvider Open(Action<AutoCrmBuilder> configure) => new ServiceCollection()
        .AddAutoCrm(crm => configure(UseStore(crm)))
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });

    private Task<Id<Customer>> RegisterAsync(string key, string name) => InScopeAsync(async crm =>
    {
        var customer = await crm.Identity.RegisterAsync(
            new SourceRecord { Source = new("showroom", key), Kind = CustomerKind.Person, Name = CustomerName.From(name, null, null), RecordedAt = March }, Cancellation);
        await crm.CommitAsync(Cancellation);
        return customer;
    });

    private Task AppendAsync(IReadOnlyCollection<CustomerEvent> events) => CommitAsync((crm, _) => crm.Timeline.AppendAsync(events, Cancellation));

    private Task AssessAsync(Instant asOf) => InScopeAsync(crm => crm.Assessment.AssessAllAsync(asOf, cancellationToken: Cancellation));

    private async Task<IReadOnlyList<IDomainEvent>> ListMessagesAsync()
    {
        var outbox = services.GetRequiredService<IOutbox>();
        var claimed = await outbox.ClaimAsync("test", 10_000, Duration.FromMinutes(1), cancellationToken: Cancellation);
        if (claimed.Count > 0)
        {
            await outbox.ReleaseAsync(claimed[0].Lease, Cancellation);
        }

        return [.. claimed.Select(message => services.GetRequiredService<MessageDefinitions>().Read(message.Message))];
    }

    private async Task CommitAsync(Func<CrmSession, IRepository<CoffeeCard>, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
        await work(crm, scope.ServiceProvider.GetRequiredService<IRepository<CoffeeCard>>());
        await crm.CommitAsync(Cancellation);
    }

    private async Task<T> InScopeAsync<T>(Func<CrmSession, Task<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }
}

public sealed class CoffeeCornerInMemoryTests : CoffeeCornerTests
{
    protected override AutoCrmBuilder UseStore(AutoCrmBuilder crm) => crm;
}

public sealed class CoffeeCornerOnSqliteTests : CoffeeCornerTests
{
    protected override AutoCrmBuilder UseStore(AutoCrmBuilder crm) => crm.UseSqlite($"Data Source={Path.Combine(Folder, "crm.db")};Pooling=False");
}

public sealed class CoffeeCornerOnJsonFilesTests : CoffeeCornerTests
{
    protected override AutoCrmBuilder UseStore(AutoCrmBuilder crm) => crm.UseJsonFiles(Path.Combine(Folder, "crm"));
}
