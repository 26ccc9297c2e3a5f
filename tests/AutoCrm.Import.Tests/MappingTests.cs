using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Import.Tests;

public sealed class MappingTests : IDisposable
{
    private const string Mapping = """
        {
          // as the workshop exports it
          "delimiter": ";",
          "date_format": "dd.MM.uuuu",
          "date_time_format": "dd.MM.uuuu HH:mm",
          "customers": { "file": "kunden.csv", "columns": { "KdNr": "key", "Geb": "birth_date" }, "defaults": { "kind": "person" } },
          "events": {
            "file": "auftraege.csv",
            "columns": { "AuftragNr": "key", "KundenNr": "customer", "Art": "kind", "Datum": "occurred_at", "Betrag": "amount" },
            "values": { "kind": { "维修": "service_visited", "-": "" } },
            "defaults": { "currency": "EUR", "outlet": "B1" },
          },
        }
        """;

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Files_of_another_shape_are_read_through_a_mapping()
    {
        workplace.Write("w/mapping.json", Mapping);
        workplace.Write("w/kunden.csv", "KdNr;Geb;Stammkunde\n1;31.07.1985;ja\n");
        workplace.Write("w/auftraege.csv", "AuftragNr;KundenNr;Art;Datum;Betrag\n7;1;维修;01.07.2026 10:30;99.90\n8;1;-;01.07.2026 10:30;\n9;1;维修;2026-07-01T10:30:00Z;\n");

        var report = await workplace.ImportAsync();

        Assert.Empty(report.Failures);
        var record = Assert.Single(workplace.Store.Records).Value;
        Assert.Equal((new SourceRef("w", "1"), new LocalDate(1985, 7, 31), "ja"), (record.Source, record.BirthDate, record.Attributes["Stammkunde"]));
        var visit = Assert.IsType<ServiceVisited>(Assert.Single(workplace.Store.Events).Value);
        Assert.Equal((Instant.FromUtc(2026, 7, 1, 8, 30), new Money(99.90m, "EUR"), "B1"), (visit.OccurredAt, visit.Amount!.Value, visit.Outlet!.Value.Value));
        Assert.Equal([("Art", 3L), ("Datum", 4L)], workplace.Problems.Select(problem => (problem.Column!, problem.Line)));
    }

    [Fact]
    public async Task The_mapping_of_the_folder_holds_for_systems_without_their_own_and_a_given_one_goes_before_it()
    {
        workplace.Write("mapping.json", """{ "customers": { "columns": { "id": "key" } } }""");
        workplace.Write("a/customers.csv", "id,kind\n1,person\n");
        workplace.Write("b/mapping.json", """{ "customers": { "columns": { "nr": "key" } } }""");
        workplace.Write("b/customers.csv", "nr,kind\n2,person\n");

        Assert.Empty((await workplace.ImportAsync()).Failures);
        Assert.Equal(["a:1", "b:2"], workplace.Store.Records.Keys.Order().Select(source => source.ToString()));

        var given = new ImportOptions { Mapping = ImportMapping.Parse("""{ "customers": { "columns": { "id": "name" }, "defaults": { "key": "K" } } }""") };
        await workplace.ImportAsync(given);
        Assert.Equal("1", workplace.Store.Records[new SourceRef("a", "K")].Name!.FullName);
    }

    [Fact]
    public async Task A_broken_mapping_stops_its_system_alone()
    {
        workplace.Write("a/mapping.json", """{ "customers": { "columns": { "id": "kee" } } }""");
        workplace.Write("a/customers.csv", Workplace.Customer);
        workplace.Write("b/customers.csv", Workplace.Customer);

        var report = await workplace.ImportAsync();

        var failure = Assert.Single(report.Failures);
        Assert.Equal("a/mapping.json", failure.File);
        Assert.Contains("'kee'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["b"], workplace.Store.Records.Keys.Select(source => source.System));
    }

    [Fact]
    public async Task A_missing_file_named_by_the_mapping_is_reported()
    {
        workplace.Write("a/mapping.json", """{ "customers": { "file": "kunden.csv" } }""");

        Assert.Contains("kunden.csv", Assert.Single((await workplace.ImportAsync()).Failures).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The mapping is not valid")]
    [InlineData("null", "expected a JSON object")]
    [InlineData("[]", "The mapping is not valid")]
    [InlineData("{ \"colums\": {} }", "colums")]
    [InlineData("{ \"events\": null }", "The mapping is not valid")]
    [InlineData("{ \"delimiter\": \"\\\"\" }", "delimiter")]
    [InlineData("{ \"date_format\": \"%\" }", "date_format '%'")]
    [InlineData("{ \"events\": { \"columns\": { \"a\": \"key\", \"b\": \"key\" } } }", "both the column key")]
    [InlineData("{ \"events\": { \"columns\": { \"a\": null } } }", "null")]
    [InlineData("{ \"events\": { \"values\": { \"sort\": {} } } }", "'sort'")]
    [InlineData("{ \"events\": { \"values\": { \"kind\": { \"a\": null } } } }", "null")]
    [InlineData("{ \"events\": { \"values\": { \"kind\": null } } }", "null")]
    [InlineData("{ \"events\": { \"defaults\": { \"phone\": \"1\" } } }", "'phone'")]
    [InlineData("{ \"events\": { \"file\": \"../x.csv\" } }", "not a file name")]
    [InlineData("{ \"events\": { \"defaults\": { \"note\": \"a\\u0000\" } } }", "gives note a text with the control character U+0000")]
    [InlineData("{ \"events\": { \"values\": { \"note\": { \"a\": \"\\uFFFE\" } } } }", "gives note a text with the noncharacter U+FFFE")]
    public void A_mapping_that_cannot_be_followed_says_why(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ImportMappingException>(() => ImportMapping.Parse(json)).Message, StringComparison.Ordinal);
}
