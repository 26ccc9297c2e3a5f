namespace AutoCrm.Import.Tests;

public sealed class OutletFileTests : IDisposable
{
    private const string Header = "code,name,kind,parent,region,time_zone\n";
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task A_parent_may_come_after_its_children()
    {
        workplace.Write("outlets.csv", Header + "D1,Dealer,dealer,HQ,East,Asia/Shanghai\nHQ,Head,head_office,,,Asia/Shanghai\n");

        await workplace.ImportAsync();

        Assert.Equal("HQ", workplace.Store.Outlets["D1"].Parent!.Value.Value);
        Assert.Equal("East", workplace.Store.Outlets["D1"].Region);
    }

    [Theory]
    [InlineData("D1,Dealer,shop,,,Asia/Shanghai", "kind", "service_station")]
    [InlineData("D1,Dealer,dealer,,,Mars/Base", "time_zone", "IANA")]
    [InlineData("D1,Dealer,dealer,,,", "time_zone", "missing")]
    [InlineData("D1,,dealer,,,Asia/Shanghai", "name", "missing")]
    [InlineData("D1,Dealer,dealer,D1,,Asia/Shanghai", "parent", "its own parent")]
    [InlineData("D1,Dealer,dealer,D9,,Asia/Shanghai", "parent", "'D9'")]
    public async Task A_row_that_breaks_a_rule_is_refused(string row, string column, string reason)
    {
        workplace.Write("outlets.csv", Header + row + "\n");

        await workplace.ImportAsync();

        Assert.Empty(workplace.Store.Outlets);
        var problem = Assert.Single(workplace.Problems);
        Assert.Equal(column, problem.Column);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outlets_that_belong_to_each_other_in_a_circle_are_refused()
    {
        workplace.Write("outlets.csv", Header + "A,A,dealer,B,,Asia/Shanghai\nB,B,dealer,A,,Asia/Shanghai\nC,C,dealer,B,,Asia/Shanghai\nD,D,dealer,,,Asia/Shanghai\n");

        var report = await workplace.ImportAsync();

        Assert.Equal(["D"], workplace.Store.Outlets.Keys);
        Assert.Equal(3, report.Refused);
    }
}
