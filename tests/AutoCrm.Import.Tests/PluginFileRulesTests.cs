using AutoCrm.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AutoCrm.Import.Tests;

/// <summary>What is held against the definitions of plug-ins, and against the rows of their files.</summary>
public sealed class PluginFileRulesTests
{
    private const string Header = "number,price,currency,rack\n";

    private readonly OffersFile offers = new();

    [Fact]
    public async Task Amounts_are_in_the_currency_of_their_row_or_of_the_import()
    {
        using var workplace = Place();
        workplace.Write("s/offers.csv", Header + "O1,100.50,eur,\nO2,7,,\nO3,,,\n");

        await workplace.ImportAsync(new ImportOptions { DefaultCurrency = "CNY" });

        Assert.Empty(workplace.Problems);
        Assert.Equal(["O1 100.50 EUR", "O2 7 CNY", "O3 "], offers.Written);
    }

    [Fact]
    public async Task Amounts_that_cannot_be_used_are_refused_with_what_is_expected()
    {
        using var workplace = Place();
        workplace.Write("s/offers.csv", Header + "O1,7,,\nO2,7,XQX,\nO3,\"1,5\",EUR,\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(
            [
                "s/offers.csv 2 currency '': The row has a value in the column price, but no currency; expected an ISO 4217 code in the column currency, a default for it in mapping.json, or a default currency for the import.",
                "s/offers.csv 3 currency 'XQX': 'XQX' is not an ISO 4217 currency code; expected a code such as CNY or EUR.",
                "s/offers.csv 4 price '1,5': '1,5' is not a valid price; expected a number such as 1280.50 with a point and without separators.",
            ],
            Sentences(workplace));
        Assert.Equal(3, report.Files[^1].Refused);
    }

    [Fact]
    public async Task A_dangling_row_is_refused_at_the_column_to_blame_as_the_file_names_it()
    {
        using var workplace = Place();
        workplace.Write("s/mapping.json", """{ "offers": { "columns": { "Regal": "rack" } } }""");
        workplace.Write("s/offers.csv", "number,price,currency,Regal\nO1,7,EUR,R9\nO2,7,EUR,R1\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(["s/offers.csv 2 Regal 'R9': The rack R9 is not known; expected R1."], Sentences(workplace));
        Assert.Equal((1, 1), (report.Files[^1].Added, report.Files[^1].Refused));
        Assert.Equal(["O2 7 EUR"], offers.Written);
    }

    [Fact]
    public async Task A_unique_column_that_would_hold_a_value_twice_leaves_the_whole_file_out()
    {
        using var workplace = Place();
        workplace.Write("racks.csv", "code,label\nR1,north\nR2,north\n");

        var report = await workplace.ImportAsync();

        var failure = Assert.Single(report.Failures);
        Assert.Equal("racks.csv", failure.File);
        Assert.Equal(
            $"Rack {Rack.IdOf("R2")} cannot be stored: another one has label 'north', which tyres.rack declares unique. Nothing of the file was stored.",
            failure.Message);
        Assert.DoesNotContain(report.Files, file => file.Definition == "racks");
    }

    [Fact]
    public async Task The_mapping_of_the_folder_holds_for_shared_files_and_for_those_of_systems()
    {
        using var workplace = Place();
        workplace.Write("mapping.json", """
            { "racks": { "file": "regale.csv", "columns": { "Nr": "code" } }, "offers": { "values": { "currency": { "Euro": "EUR" } } } }
            """);
        workplace.Write("regale.csv", "Nr,label\nR1,north\n");
        workplace.Write("s/offers.csv", Header + "O1,7,Euro,\n");

        var report = await workplace.ImportAsync();

        Assert.Empty(workplace.Problems);
        Assert.Empty(report.Failures);
        Assert.Equal(["outlets.csv", "regale.csv", "s/offers.csv"], report.Files.Select(file => file.File));
        Assert.Equal(["O1 7 EUR"], offers.Written);
    }

    [Fact]
    public async Task A_file_at_the_wrong_level_is_not_read()
    {
        using var workplace = Place();
        workplace.Write("offers.csv", Header + "O1,7,EUR,\n");
        workplace.Write("s/racks.csv", "code,label\nR1,north\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(["outlets"], report.Files.Select(file => file.Definition));
    }

    [Fact]
    public async Task A_mapping_that_names_an_unknown_file_is_refused_with_the_known_ones()
    {
        using var workplace = Place();
        workplace.Write("s/mapping.json", """{ "offer": {} }""");
        workplace.Write("s/offers.csv", Header + "O1,7,EUR,\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(
            new FileFailure(
                "s/mapping.json",
                "The mapping names 'offer', which is neither a setting nor a file; expected delimiter, date_format, date_time_format, or one of the files outlets, customers, vehicles, events, offers, racks. Files that depend on it were not read."),
            Assert.Single(report.Failures));
        Assert.Empty(offers.Written);
    }

    [Fact]
    public async Task A_host_with_two_definitions_of_one_name_does_not_start()
    {
        await using var services = new ServiceCollection().AddAutoCrm(crm => crm.AddImportFile(new OffersFile()).AddImportFile(new OffersFile())).BuildServiceProvider();

        var error = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            foreach (var hosted in services.GetServices<IHostedService>())
            {
                await hosted.StartAsync(TestContext.Current.CancellationToken);
            }
        });

        Assert.StartsWith("Two interchange files are named offers; give one of them another name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_may_be_given_twice_but_not_the_name_of_a_core_file()
    {
        Assert.Equal(5, new ImportFileDefinitions([offers, offers]).All.Count);
        Assert.Throws<ArgumentException>(() => new ImportFileDefinitions([new OffersFile("customers")]));
    }

    [Theory]
    [InlineData("Offers")]
    [InlineData("of/fers")]
    [InlineData("9offers")]
    public void A_file_name_of_other_characters_is_refused(string name) =>
        Assert.Equal(
            $"'{name}' cannot name an interchange file or a column; expected lower-case letters, digits and underscores, and hyphens in file names.",
            Assert.Throws<ArgumentException>(() => new OffersFile(name)).Message);

    [Fact]
    public void A_column_without_a_name_is_refused() =>
        Assert.StartsWith("'' cannot name", Assert.Throws<ArgumentException>(() => new OffersFile("offers", "")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Sentences(Workplace workplace) =>
        workplace.Problems.Select(problem => $"{problem.File} {problem.Line} {problem.Column} '{problem.Value}': {problem.Reason}");

    private Workplace Place() => new()
    {
        InMemory = true,
        Configure = crm => crm.AddAggregate(Rack.Definition).AddImportFile(offers).AddImportFile(RacksFile.Definition),
    };
}
