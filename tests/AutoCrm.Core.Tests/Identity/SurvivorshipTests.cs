using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Tests.Identity;

public sealed class SurvivorshipTests
{
    private static readonly SourceRecord Old = CrmHost.Record("dealer:1", "Wang Xiaoming", "13800000001", "2020-01-01") with { BirthDate = new LocalDate(1980, 5, 1) };

    private static readonly SourceRecord New = CrmHost.Record("service:1", "王小明", "13800000002", "2024-01-01");

    private static readonly SourceRecord Undated = CrmHost.Record("app:1", "X. Wang", "13800000003") with { Language = "zh-CN" };

    [Fact]
    public void The_value_of_the_record_changed_last_survives_with_its_origin()
    {
        var golden = Survivorship.MostRecent.GetGoldenRecord([Old, Undated, New]);
        Assert.Equal("王小明", golden.Name!.FullName);
        Assert.Equal(new LocalDate(1980, 5, 1), golden.BirthDate);
        Assert.Equal("zh-CN", golden.Language);
        Assert.Equal(
            ["birth_date=dealer:1", "language=app:1", "name=service:1", "phone=service:1"],
            golden.Origins.Select(origin => $"{origin.Key}={origin.Value}").Order());
    }

    [Fact]
    public void All_numbers_are_kept_and_the_surviving_one_is_preferred()
    {
        var golden = Survivorship.MostRecent.GetGoldenRecord([Old, Undated, New]);
        Assert.Equal(["+8613800000002!", "+8613800000001", "+8613800000003"], golden.ContactPoints.Select(point => point.Value + (point.IsPreferred ? "!" : "")));
    }

    [Fact]
    public void Ties_go_to_the_system_then_to_the_key_that_comes_first()
    {
        var golden = Survivorship.MostRecent.GetGoldenRecord(
            [CrmHost.Record("b:1", "Third", updated: "2024-01-01"), CrmHost.Record("a:2", "Second", updated: "2024-01-01"), CrmHost.Record("a:1", "First", updated: "2024-01-01")]);
        Assert.Equal("First", golden.Name!.FullName);
    }

    [Fact]
    public void A_host_trusts_systems_or_takes_the_most_complete_value()
    {
        var trusting = new Survivorship(new Dictionary<string, SurvivorshipRule> { ["name"] = SurvivorshipRule.MostTrusted }, ["dealer"]);
        Assert.Equal("Wang Xiaoming", trusting.GetGoldenRecord([Undated, New, Old]).Name!.FullName);
        var complete = new Survivorship(new Dictionary<string, SurvivorshipRule> { ["name"] = SurvivorshipRule.MostComplete });
        Assert.Equal("Wang Xiaoming", complete.GetGoldenRecord([Undated, New, Old]).Name!.FullName);
    }

    [Fact]
    public void An_invalid_number_is_kept_and_not_preferred()
    {
        var golden = Survivorship.MostRecent.GetGoldenRecord([CrmHost.Record("a:1", "Wang", "unknown", "2024-01-01"), Old]);
        Assert.Equal(["unknown", "+8613800000001!"], golden.ContactPoints.Select(point => point.Value + (point.IsPreferred ? "!" : "")));
        Assert.Equal(new SourceRef("dealer", "1"), golden.Origins["phone"]);
    }
}
