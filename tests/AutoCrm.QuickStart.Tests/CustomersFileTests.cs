namespace AutoCrm.Tests.QuickStart;

public sealed class CustomersFileTests
{
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
