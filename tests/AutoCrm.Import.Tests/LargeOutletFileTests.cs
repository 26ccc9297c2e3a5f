using System.Text;

namespace AutoCrm.Import.Tests;

/// <summary>Files of outlets that hang together in long chains. They end within the time of any test run, or they do not end.</summary>
public sealed class LargeOutletFileTests : IDisposable
{
    private const int Outlets = 100_000;

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task A_chain_under_an_unknown_parent_is_refused()
    {
        WriteChain(Outlets, "NOWHERE");

        var report = await workplace.ImportAsync();

        Assert.Equal((0, Outlets), (report.Added, report.Refused));
        Assert.All(workplace.Problems, problem => Assert.Contains("is not known", problem.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chain_with_a_top_is_stored()
    {
        WriteChain(Outlets, "");

        var report = await workplace.ImportAsync();

        Assert.Equal((Outlets, 0), (report.Added, report.Refused));
    }

    [Fact]
    public async Task A_circle_with_all_outlets_is_refused()
    {
        WriteChain(Outlets, $"D{Outlets - 1}");

        var report = await workplace.ImportAsync();

        Assert.Equal((0, Outlets), (report.Added, report.Refused));
        Assert.All(workplace.Problems, problem => Assert.Contains("own ancestor", problem.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rows_of_one_outlet_are_refused_together()
    {
        const string Twice = "A,A,dealer,B,,UTC\n";
        workplace.Write("outlets.csv", $"code,name,kind,parent,region,time_zone\n{Twice}{Twice}B,B,dealer,A,,UTC\n{Twice}");

        Assert.Equal(4, (await workplace.ImportAsync()).Refused);
    }

    [Fact]
    public async Task An_import_that_is_cancelled_before_the_check_does_not_check()
    {
        WriteChain(Outlets, "NOWHERE");
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => workplace.ImportAsync(progress: new Cancelling(cancellation), cancellationToken: cancellation.Token));

        Assert.Empty(workplace.Problems);
    }

    [Theory]
    [InlineData(200_001, 0)]
    [InlineData(50_000, 200)]
    public async Task A_file_that_is_too_large_to_be_held_in_memory_is_refused(int rows, int padding)
    {
        var text = new StringBuilder("code,name,kind,parent,region,time_zone\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(i).Append(",x").Append('x', padding).Append(",dealer,,,UTC\n");
        }

        workplace.Write("outlets.csv", text.ToString());

        var failure = Assert.Single((await workplace.ImportAsync()).Failures);

        Assert.Contains("more than 200,000 rows or 8 MiB", failure.Message, StringComparison.Ordinal);
        Assert.Empty(workplace.Store.Outlets);
    }

    private void WriteChain(int outlets, string top)
    {
        var text = new StringBuilder("code,name,kind,parent,region,time_zone\n");
        for (var i = 0; i < outlets; i++)
        {
            text.Append('D').Append(i).Append(",Dealer,dealer,").Append(i == 0 ? top : $"D{i - 1}").Append(",East,Asia/Shanghai\n");
        }

        workplace.Write("outlets.csv", text.ToString());
    }

    /// <summary>Cancels when most rows were read.</summary>
    private sealed class Cancelling(CancellationTokenSource cancellation) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.BytesRead > value.Length * 9 / 10)
            {
                cancellation.Cancel();
            }
        }
    }
}
