using QuickStart.Output;

namespace AutoCrm.Tests.QuickStart;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+SUM(A1)")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("\"=1\"")]
    [InlineData("'=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("-12.50x")]
    [InlineData("-12.50\n")]
    public void A_text_that_would_run_as_a_formula_gets_an_apostrophe(string text) => Assert.Equal("'" + text, SpreadsheetText.Neutralize(text));

    [Theory]
    [InlineData("-12.50")]
    [InlineData("+4915112345")]
    [InlineData("0")]
    [InlineData("王=敏")]
    [InlineData("a-b")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Numbers_and_other_texts_stay_as_they_are(string? text) => Assert.Equal(text, SpreadsheetText.Neutralize(text));

    [Fact]
    public async Task Customers_csv_runs_no_formula_unless_it_is_asked_for()
    {
        using var sample = new QuickStartProcess();
        sample.Write("code,name,kind,time_zone\nO1,Outlet,dealer,Asia/Shanghai\n", "in", "outlets.csv");
        sample.Write(
            "key,kind,name,outlet,updated_at\nK1,person,\"=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",O1,2020-01-01T00:00:00Z\nK2,person,Anna Weber,O1,2020-01-01T00:00:00Z\n",
            "in", "=dms", "customers.csv");
        sample.Write(
            "key,customer,kind,occurred_at,outlet,amount,margin,currency\nE1,K1,parts_sold,2020-02-01T08:00:00Z,O1,5.00,-12.50,CNY\n", "in", "=dms", "events.csv");
        Assert.Equal(0, (await sample.RunAsync("--input", "in", "--as-of", "2026-11-01")).ExitCode);
        var safe = sample.Csv("out", "customers.csv").Single(customer => ((string)customer["records"]).EndsWith("K1", StringComparison.Ordinal));
        Assert.Equal(("'=HYPERLINK(\"http://evil\",\"x\")", "'=dms:K1", "-12.50"), ((string)safe["name"], (string)safe["records"], (string)safe["value_past"]));

        Assert.Equal(0, (await sample.RunAsync("--input", "in", "--as-of", "2026-11-01", "--allow-formulas")).ExitCode);
        Assert.Contains(sample.Csv("out", "customers.csv"), customer => (string)customer["name"] == "=HYPERLINK(\"http://evil\",\"x\")");
    }
}
