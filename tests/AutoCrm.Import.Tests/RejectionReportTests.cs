using System.Text;
using AutoCrm.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Import.Tests;

public sealed class RejectionReportTests
{
    [Fact]
    public async Task Refused_rows_are_written_as_csv()
    {
        using var provider = new ServiceCollection().AddAutoCrm(crm => crm.AddCsv()).BuildServiceProvider();
        var format = Assert.Single(provider.GetServices<IRejectionReportFormat>());
        using var stream = new MemoryStream();
        await using (var report = format.Create(stream))
        {
            await report.RejectAsync(new RowProblem("s/events.csv", 3, "note", "a,\"b\"\nc", "Too odd."), TestContext.Current.CancellationToken);
            await report.RejectAsync(new RowProblem("s/events.csv", 4, null, null, "没有"), TestContext.Current.CancellationToken);
        }

        Assert.Equal(".csv", format.Extension);
        Assert.Equal(
            "file,line,column,value,reason\ns/events.csv,3,note,\"a,\"\"b\"\"\nc\",Too odd.\ns/events.csv,4,,,没有\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Values_are_cut_to_a_sane_length()
    {
        using var workplace = new Workplace();
        await workplace.EventAsync($"T1,C1,{new string('k', 3000)},2026-03-01,D1,,,,,,,,,,,");

        var problem = Assert.Single(workplace.Problems);
        Assert.Equal(200, problem.Value!.Length);
        Assert.True(problem.Reason.Length < 1000);
    }
}
