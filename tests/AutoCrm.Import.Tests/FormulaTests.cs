using AutoCrm.Hosting;
using AutoCrm.Import.Csv;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Import.Tests;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("-12.50", "'-12.50")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("\n=1", "'\n'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("  =1", "  '=1")]
    [InlineData("\"=1", "\"'=1")]
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a\n=1", "a\n'=1")]
    [InlineData("a\"; \"=1", "a\"; \"'=1")]
    public void What_a_spreadsheet_could_run_is_neutralised(string text, string safe) => Assert.Equal(safe, CsvFormulas.Neutralize(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("王小明")]
    [InlineData("a=b, c-d; e@f.de")]
    [InlineData("12.50")]
    [InlineData("'=1")]
    public void Other_text_stays(string? text) => Assert.Equal(text, CsvFormulas.Neutralize(text));

    [Theory]
    [InlineData(true, "'=a/events.csv,3,'@note,\"'=cmd|'/c calc'!A1, \"\"x\"\"\",'-1 is odd\n'+b,4,,'-12.50,\"x;'=1\"\n")]
    [InlineData(false, "=a/events.csv,3,@note,\"=cmd|'/c calc'!A1, \"\"x\"\"\",-1 is odd\n+b,4,,-12.50,\"x;=1\"\n")]
    public async Task The_report_of_refused_rows_is_neutralised_unless_it_is_switched_off(bool neutralizes, string rows)
    {
        await using var provider = new ServiceCollection()
            .AddAutoCrm(crm => crm.AddCsv(csv => csv.NeutralizeFormulas = neutralizes))
            .BuildServiceProvider();
        using var stream = new MemoryStream();
        await using (var report = provider.GetRequiredService<IRejectionReportFormat>().Create(stream))
        {
            await report.RejectAsync(new RowProblem("=a/events.csv", 3, "@note", "=cmd|'/c calc'!A1, \"x\"", "-1 is odd"), TestContext.Current.CancellationToken);
            await report.RejectAsync(new RowProblem("+b", 4, null, "-12.50", "x;=1"), TestContext.Current.CancellationToken);
        }

        Assert.Equal("file,line,column,value,reason\n" + rows, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Formulas_are_neutralised_by_default_and_the_last_configuration_wins()
    {
        await using var standard = new ServiceCollection().AddAutoCrm(crm => crm.AddCsv()).BuildServiceProvider();
        await using var switched = new ServiceCollection().AddAutoCrm(crm => crm.AddCsv(csv => csv.NeutralizeFormulas = false).AddCsv()).BuildServiceProvider();

        Assert.StartsWith("'=", await ReportAsync(standard), StringComparison.Ordinal);
        Assert.StartsWith("=", await ReportAsync(switched), StringComparison.Ordinal);
    }

    private static async Task<string> ReportAsync(ServiceProvider provider)
    {
        using var stream = new MemoryStream();
        await using (var report = Assert.Single(provider.GetServices<IRejectionReportFormat>()).Create(stream))
        {
            await report.RejectAsync(new RowProblem("=f", 1, null, null, "r"), TestContext.Current.CancellationToken);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[1];
    }
}
