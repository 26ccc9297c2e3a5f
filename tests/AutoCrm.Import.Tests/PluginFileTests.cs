using System.Globalization;
using Ardalis.Specification;
using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Import.Tests;

/// <summary>Files that a plug-in adds.</summary>
public sealed class PluginFileTests
{
    private const string Rows = "number,customer,stored_on,tread,shelf\nT1,C1,2026-10-01,7.5,A3\nT2,C1,2026-10-02,4,\n";

    [Fact]
    public async Task A_file_of_a_plugin_is_read_after_those_of_the_system_and_stored()
    {
        using var workplace = Place();
        workplace.Write("s/customers.csv", Workplace.Customer);
        workplace.Write("s/tyres.csv", Rows);
        var report = await workplace.ImportAsync();
        Assert.Empty(workplace.Problems);
        Assert.Empty(report.Failures);
        Assert.Equal(["outlets", "customers", "tyres"], report.Files.Select(file => file.Definition));
        Assert.Equal(("s/tyres.csv", "s", 2, 0), (report.Files[2].File, report.Files[2].System, report.Files[2].Added, report.Files[2].Refused));
        Assert.Equal(["T1 s:C1 2026-10-01 7.5 A3", "T2 s:C1 2026-10-02 4 "], await ListAsync(workplace));
    }

    [Fact]
    public async Task Read_again_nothing_changes_and_a_changed_row_replaces()
    {
        using var workplace = Place();
        workplace.Write("s/tyres.csv", Rows);
        await workplace.ImportAsync();
        var again = (await workplace.ImportAsync()).Files[1];
        Assert.Equal((0, 2, 0), (again.Added, again.Unchanged, again.Replaced));
        workplace.Write("s/tyres.csv", Rows.Replace("7.5", "6.5", StringComparison.Ordinal));
        var changed = (await workplace.ImportAsync()).Files[1];
        Assert.Equal((0, 1, 1), (changed.Added, changed.Unchanged, changed.Replaced));
        Assert.Contains("T1 s:C1 2026-10-01 6.5 A3", await ListAsync(workplace));
    }

    [Fact]
    public async Task A_mapping_holds_for_it_by_its_name()
    {
        using var workplace = Place();
        workplace.Write("s/mapping.json", """
            { "delimiter": ";", "date_format": "dd.MM.uuuu",
              "tyres": { "file": "raeder.csv", "columns": { "Nr": "number", "Kunde": "customer", "Datum": "stored_on" }, "defaults": { "tread": "8" } } }
            """);
        workplace.Write("s/raeder.csv", "Nr;Kunde;Datum\nT9;C1;05.10.2026\n");
        var report = await workplace.ImportAsync();
        Assert.Empty(workplace.Problems);
        Assert.Empty(report.Failures);
        Assert.Equal(["T9 s:C1 2026-10-05 8 "], await ListAsync(workplace));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_column_value_and_what_is_expected()
    {
        using var workplace = Place();
        workplace.Write("s/tyres.csv", "number,customer,stored_on,tread,shelf\n,C1,2026-10-01,7,A\nT2,C1,1899-01-01,x,A\nT3,C1,2026-10-01,21,A\nT4,C1,2026-10-03,3,A\nT4,C1,2026-10-04,3,A\n");
        var report = await workplace.ImportAsync();
        Assert.Equal(
            [
                "s/tyres.csv 2 number '': The number is missing; it is required in every row of tyres.",
                "s/tyres.csv 3 stored_on '1899-01-01': The stored_on 1899-01-01 is not plausible; expected a date from 2000-01-01 to 2026-11-24.",
                "s/tyres.csv 3 tread 'x': 'x' is not a number; expected one such as 1280.50.",
                "s/tyres.csv 4 tread '21': A tread of 21 mm is not plausible; expected one from 0 to 20.",
                "s/tyres.csv 6 number 'T4': The set T4 is given in line 5 already; expected each number once.",
            ],
            workplace.Problems.Select(problem => $"{problem.File} {problem.Line} {problem.Column} '{problem.Value}': {problem.Reason}"));
        Assert.Equal((1, 4), (report.Files[1].Added, report.Files[1].Refused));
    }

    [Fact]
    public async Task A_shared_file_stands_beside_the_systems()
    {
        using var workplace = Place();
        workplace.Write("shelves.csv", "code,places\nA3,12\nB1,-1\n");
        var report = await workplace.ImportAsync();
        var shelves = Assert.Single(report.Files, file => file.Definition == "shelves");
        Assert.Equal((null, 1, 1), (shelves.System, shelves.Added, shelves.Refused));
        Assert.Equal("'-1' is not a whole number from 0 to 500; expected one such as 12.", Assert.Single(workplace.Problems).Reason);
    }

    [Fact]
    public async Task What_was_stored_is_told_in_one_message()
    {
        using var workplace = Place();
        workplace.Write("s/customers.csv", Workplace.Customer);
        workplace.Write("s/tyres.csv", Rows);
        await workplace.ImportAsync();
        await workplace.ImportAsync();
        var outbox = workplace.Provider!.GetRequiredService<IOutbox>();
        var message = Assert.Single(await outbox.ClaimAsync("test", 10, Duration.FromMinutes(1), cancellationToken: TestContext.Current.CancellationToken));
        var told = Assert.IsType<FilesImported>(workplace.Provider!.GetRequiredService<MessageDefinitions>().Read(message.Message));
        Assert.Equal(["outlets.csv 3", "s/customers.csv 1", "s/tyres.csv 2"], told.Files.Select(file => $"{file.File} {file.Added}"));
    }

    [Fact]
    public void A_name_that_is_taken_or_no_name_is_refused()
    {
        Assert.Contains("Two interchange files are named tyres", Assert.Throws<ArgumentException>(
            () => new ImportFileDefinitions([new TyresFile(), new TyresFile()])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ShelvesFile("Shelves"));
        Assert.Throws<ArgumentException>(() => new ShelvesFile("shelves", "code"));
        Assert.Contains("neither a setting nor a file; expected delimiter", Assert.Throws<ImportMappingException>(
            () => ImportMapping.Parse("""{ "tyres": {} }""")).Message, StringComparison.Ordinal);
    }

    private static Workplace Place() => new()
    {
        InMemory = true,
        Configure = crm => crm.AddAggregate(TyreSet.Definition).AddAggregate(Shelf.Definition).AddImportFile(new TyresFile()).AddImportFile(new ShelvesFile("shelves")),
    };

    private static async Task<IEnumerable<string>> ListAsync(Workplace workplace)
    {
        using var scope = workplace.Provider!.CreateScope();
        var sets = await scope.ServiceProvider.GetRequiredService<IRepository<TyreSet>>().ListAsync(new AllTyreSetsSpec(), TestContext.Current.CancellationToken);
        return sets.Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Number} {set.Record} {set.StoredOn:uuuu-MM-dd} {set.Tread} {set.Shelf}"));
    }

    private sealed class TyreSet(Id<TyreSet> id, string number, SourceRef record, LocalDate storedOn, decimal tread, string? shelf) : AggregateRoot
    {
        public static AggregateDefinition<TyreSet, TyreSetState> Definition { get; } = new AggregateDefinition<TyreSet, TyreSetState>(
            "tyres.set",
            set => new(set.Id, set.Number, set.Record, set.StoredOn, set.Tread, set.Shelf),
            state => new(state.Id, state.Number, state.Record, state.StoredOn, state.Tread, state.Shelf)).Index(set => set.Number);

        public Id<TyreSet> Id { get; } = id;

        public override Guid Key => Id.Value;

        public string Number { get; } = number;

        public SourceRef Record { get; } = record;

        public LocalDate StoredOn { get; private set; } = storedOn;

        public decimal Tread { get; private set; } = tread;

        public string? Shelf { get; private set; } = shelf;

        public TyreSet? Merge(TyreSet next)
        {
            if ((StoredOn, Tread, Shelf) == (next.StoredOn, next.Tread, next.Shelf))
            {
                return null;
            }

            (StoredOn, Tread, Shelf) = (next.StoredOn, next.Tread, next.Shelf);
            return this;
        }
    }

    private sealed record TyreSetState(Id<TyreSet> Id, string Number, SourceRef Record, LocalDate StoredOn, decimal Tread, string? Shelf);

    private sealed class AllTyreSetsSpec : Specification<TyreSet>
    {
        public AllTyreSetsSpec() => Query.OrderBy(set => set.Number);
    }

    private sealed class TyresFile() : ImportFileDefinition<TyreSet>(
        "tyres", ImportLevel.System, ImportColumn.Required("number"), ImportColumn.Required("customer"), "stored_on", "tread", "shelf")
    {
        public override bool IsCheckedAsWhole => true;

        public override IRowParser<TyreSet> CreateParser(ImportRow row, ImportContext context) => new Parser(row, context);

        public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
            IImportTransaction transaction, IReadOnlyList<TyreSet> items, CancellationToken cancellationToken) =>
            transaction.UpsertAsync(items, (known, next) => known.Merge(next), cancellationToken);

        public override IReadOnlyDictionary<int, ItemProblem> FindProblems(IReadOnlyList<ImportItem<TyreSet>> items, ImportContext context)
        {
            var first = new Dictionary<string, long>();
            var problems = new Dictionary<int, ItemProblem>();
            foreach (var (place, item) in items.Index())
            {
                if (!first.TryAdd(item.Item.Number, item.Line))
                {
                    problems[place] = new ItemProblem(
                        "number", item.Item.Number, $"The set {item.Item.Number} is given in line {first[item.Item.Number]} already; expected each number once.");
                }
            }

            return problems;
        }

        private sealed class Parser(ImportRow row, ImportContext context) : IRowParser<TyreSet>
        {
            private readonly ImportField number = row["number"];
            private readonly ImportField customer = row["customer"];
            private readonly ImportField storedOn = row["stored_on"];
            private readonly ImportField tread = row["tread"];
            private readonly ImportField shelf = row["shelf"];

            public TyreSet? Parse()
            {
                var (knownNumber, knownCustomer) = (row.GetToken(number), row.GetToken(customer));
                var day = context.ReadDate(row, storedOn, new LocalDate(2000, 1, 1), context.Tomorrow);
                var depth = row.GetDecimal(tread);
                if (depth is < 0 or > 20)
                {
                    row.Refuse(tread, row.GetToken(tread), $"A tread of {depth} mm is not plausible; expected one from 0 to 20.");
                }

                return row.HasProblems
                    ? null
                    : new TyreSet(
                        Id<TyreSet>.Derive(new SourceRef(context.System, knownNumber!), NodaConstants.UnixEpoch),
                        knownNumber!,
                        new SourceRef(context.System, knownCustomer!),
                        day ?? default,
                        depth ?? 0,
                        row.GetText(shelf));
            }
        }
    }

    private sealed class Shelf(Id<Shelf> id, string code, int places) : AggregateRoot
    {
        public static AggregateDefinition<Shelf, ShelfState> Definition { get; } =
            new("tyres.shelf", shelf => new(shelf.Id, shelf.Code, shelf.Places), state => new(state.Id, state.Code, state.Places));

        public Id<Shelf> Id { get; } = id;

        public override Guid Key => Id.Value;

        public string Code { get; } = code;

        public int Places { get; } = places;
    }

    private sealed record ShelfState(Id<Shelf> Id, string Code, int Places);

    private sealed class ShelvesFile(string name, params string[] more) : ImportFileDefinition<Shelf>(
        name, ImportLevel.Shared, [ImportColumn.Required("code"), "places", .. more.Select(column => (ImportColumn)column)])
    {
        public override IRowParser<Shelf> CreateParser(ImportRow row, ImportContext context) => new Parser(row);

        public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
            IImportTransaction transaction, IReadOnlyList<Shelf> items, CancellationToken cancellationToken) =>
            transaction.UpsertAsync(items, (_, _) => null, cancellationToken);

        private sealed class Parser(ImportRow row) : IRowParser<Shelf>
        {
            private readonly ImportField code = row["code"];
            private readonly ImportField places = row["places"];

            public Shelf? Parse()
            {
                var (known, count) = (row.GetToken(code), row.GetInteger(places, 0, 500));
                return row.HasProblems ? null : new Shelf(Id<Shelf>.Derive(new SourceRef("shelf", known!), NodaConstants.UnixEpoch), known!, count ?? 0);
            }
        }
    }
}
