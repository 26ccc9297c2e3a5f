using System.Globalization;

namespace AutoCrm.Tests.QuickStart;

public sealed class MainJobTests
{
    [Fact]
    public async Task One_command_turns_files_into_an_explained_customer_base_and_a_second_run_changes_nothing()
    {
        using var sample = new QuickStartProcess();
        var first = await sample.RunAsync("--customers", "150");
        Assert.Equal(0, first.ExitCode);
        Assert.DoesNotContain("Nothing has changed", first.Output, StringComparison.Ordinal);

        var customers = sample.Csv("out", "customers.csv");
        Assert.Equal(
            "customer_id,records,name,stage,stage_since,stage_reason,recency_days,frequency,monetary,rfm,value_past,value_future,currency,tier,tier_reason",
            string.Join(',', customers[0].Keys));
        Assert.All(customers, customer => Assert.All(
            new[] { "customer_id", "records", "stage", "stage_since", "stage_reason", "tier", "tier_reason" }, column => Assert.NotEqual("", customer[column])));
        Assert.All(customers, customer => Assert.Equal("CNY", customer["currency"]));
        var refused = sample.Csv("out", "rejected.csv");
        Assert.Equal("file,line,column,value,reason", string.Join(',', refused[0].Keys));

        var written = await File.ReadAllTextAsync(sample.PathOf("out", "customers.csv"));
        var second = await sample.RunAsync("--customers", "150");
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("Nothing has changed", second.Output, StringComparison.Ordinal);
        Assert.Equal(written, await File.ReadAllTextAsync(sample.PathOf("out", "customers.csv")));
    }

    [Fact]
    public async Task Another_machine_gets_the_same_answers()
    {
        using var here = new QuickStartProcess();
        using var there = new QuickStartProcess();
        await here.RunAsync("--customers", "60", "--seed", "3");
        await there.RunAsync("--customers", "60", "--seed", "3", "--store", there.PathOf("elsewhere.db"), "--output", there.PathOf("other"));
        Assert.Equal(
            await File.ReadAllTextAsync(here.PathOf("out", "customers.csv")), await File.ReadAllTextAsync(there.PathOf("other", "customers.csv")));
        Assert.True(File.Exists(there.PathOf("elsewhere.db")));
    }

    [Fact]
    public async Task Answers_are_as_of_the_day_that_is_asked_for()
    {
        using var sample = new QuickStartProcess();
        await sample.RunAsync("--customers", "60", "--as-of", "2022-01-01");
        var then = sample.Csv("out", "customers.csv");
        Assert.All(then, customer => Assert.True(
            DateTimeOffset.Parse((string)customer["stage_since"], CultureInfo.InvariantCulture) <= new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_named_and_the_rest_goes_on()
    {
        using var sample = new QuickStartProcess();
        await sample.RunAsync("--customers", "60");
        var broken = sample.PathOf("out", "data", "dealer-east", "events.csv");
        await File.WriteAllTextAsync(broken, (await File.ReadAllTextAsync(broken)).Replace("occurred_at", "happened", StringComparison.Ordinal));
        var (exitCode, output, _) = await sample.RunAsync("--input", sample.PathOf("out", "data"), "--output", "again", "--as-of", "2026-11-01");
        Assert.Equal(1, exitCode);
        Assert.Contains("dealer-east/events.csv could not be used:", output, StringComparison.Ordinal);
        Assert.Contains("occurred_at", output, StringComparison.Ordinal);
        Assert.NotEmpty(sample.Csv("again", "customers.csv"));
    }

    [Theory]
    [InlineData("'0' is not a valid number of customers", "--customers", "0")]
    [InlineData("does not exist", "--input", "nowhere")]
    [InlineData("'31.12.2025' is not a date", "--as-of", "31.12.2025")]
    [InlineData("'RMB' is not an ISO 4217 currency code", "--currency", "RMB")]
    [InlineData("--bogus", "--bogus")]
    public async Task Wrong_arguments_are_reported_and_nothing_is_done(string message, params string[] arguments)
    {
        using var sample = new QuickStartProcess();
        var (exitCode, output, _) = await sample.RunAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sample.PathOf("out")));
    }
}
