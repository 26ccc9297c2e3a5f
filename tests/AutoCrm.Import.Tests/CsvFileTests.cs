using System.Text;
using AutoCrm.Hosting;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Import.Tests;

/// <summary>What a CSV file means, and where reading it stops.</summary>
public sealed class CsvFileTests : IDisposable
{
    private const string Header = "key,kind,name,note\n";

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Any_fields_are_read_back_as_they_were_written() => await Gen.Select(
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["\",;\r\n \u738b\0"], 0, 12], Gen.Int[0, 30_000].Select(length => new string('x', length))).Array[2, 6].Array[1, 8],
        Gen.Int[0, 2].Select(which => new[] { "\n", "\r\n", "\r" }[which]),
        Gen.Bool).SampleAsync(
        async (rows, lineEnd, endsWithLine) =>
        {
            var width = rows.Max(row => row.Length);
            List<string[]> written = [.. rows.Select(row => (string[])[.. row, .. Enumerable.Repeat("", width - row.Length)]).Select(row => row.Select(Valid).ToArray())];
            var text = string.Join(lineEnd, written.Prepend([.. Enumerable.Range(0, width).Select(column => $"c{column}")]).Select(row => string.Join(';', row.Select(Quote))));

            var (read, lines) = await ReadAsync(text + (endsWithLine ? lineEnd : ""), ';');

            Assert.Equal(written, read);
            Assert.Equal(lines.Order(), lines);
        },
        iter: 200);

    [Theory]
    [InlineData("C1,person,\"Wang,x\nC2,person,Li,y\nC3,person,Zhao\",z\n", "By its quotes the row on line 2 ends on line 4")]
    [InlineData("C0,person,Ma,n\nC1,person,Wang,\"x\nC2,person,Li,y\"\n", "By its quotes the row on line 3 ends on line 4")]
    [InlineData("C1,person,\"Wang,x\nC2,person,Li,y\nC3,person,\"Zhao\",z\n", "The row that starts on line 2 contains a misplaced quote and, by its quotes, ends on line 4")]
    public async Task Lone_quotes_that_swallow_rows_stop_the_file(string rows, string reason)
    {
        workplace.Write("s/customers.csv", Header + rows);
        workplace.Write("t/customers.csv", Workplace.Customer);

        var failure = Assert.Single((await workplace.ImportAsync()).Failures);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal("t", Assert.Single(workplace.Store.Records).Key.System);
    }

    [Theory]
    [InlineData("C1,person,\"Wang, the elder\nof Berlin, Germany\",x\n")]
    [InlineData("C1,person,Wang,\"first line\nC2 called, said \"\"no\"\"\n\nlast line\"\n")]
    [InlineData("C1,person,\"Wang\nBerlin\",x\n")]
    public async Task Texts_of_several_lines_are_read(string rows)
    {
        workplace.Write("s/customers.csv", Header + rows);

        var report = await workplace.ImportAsync();

        Assert.Empty(report.Failures);
        Assert.Empty(workplace.Problems);
        Assert.Single(workplace.Store.Records);
    }

    [Fact]
    public async Task A_misplaced_quote_refuses_its_row_alone()
    {
        workplace.Write("s/customers.csv", Header + "C1,person,Wang \"Tiger\" Li,x\nC2,person,\"Li\" Lei,x\nC3,person,Han,x\n");

        Assert.Empty((await workplace.ImportAsync()).Failures);

        Assert.Equal([2L, 3L], workplace.Problems.Select(problem => problem.Line));
        Assert.Equal("C3", Assert.Single(workplace.Store.Records).Key.Key);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "The row on line 3 has more than 1,000 fields")]
    public async Task A_row_has_a_thousand_fields_at_most(int fields, string? reason)
    {
        workplace.Write("s/customers.csv", $"{Header}C1,person,Wang,x\n{new string(',', fields - 1)}\n");
        Assert.Equal(reason is null ? [] : [reason], (await workplace.ImportAsync()).Failures.Select(failure => failure.Message[..reason!.Length]));
    }

    [Fact]
    public async Task A_row_has_a_mebi_character_at_most()
    {
        var row = string.Join(',', Enumerable.Repeat(new string('x', 60_000), 18));
        workplace.Write("s/customers.csv", $"{Header}C1,person,Wang,x\n{row}\n");

        var failure = Assert.Single((await workplace.ImportAsync()).Failures);

        Assert.Contains("The row on line 3 is longer than 1,048,576 characters", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The text without lone surrogates, and with a space after semicolons, so that no line of it looks like a row.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value == ';' ? "; " : rune.ToString()));

    private static string Quote(string field) => field.AsSpan().ContainsAny("\";\r\n") || field.Length == 0 ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;

    private static async Task<(List<string[]> Rows, List<long> Lines)> ReadAsync(string text, char delimiter)
    {
        await using var provider = new ServiceCollection().AddAutoCrm(crm => crm.AddCsv()).BuildServiceProvider();
        var reader = provider.GetServices<IRowReader>().Single(candidate => candidate.Extension == ".csv");
        await using var rows = await reader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new RowFormat(delimiter), TestContext.Current.CancellationToken);
        var read = new List<string[]>();
        var lines = new List<long>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.Null(rows.Defect);
            read.Add([.. Enumerable.Range(0, rows.Columns.Count).Select(column => rows[column]!)]);
            lines.Add(rows.Line);
        }

        return (read, lines);
    }
}
