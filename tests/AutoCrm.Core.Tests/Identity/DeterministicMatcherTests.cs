using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Tests.Identity;

public sealed class DeterministicMatcherTests
{
    private static readonly SourceRecord Wang = Person("a:1", "王小明");

    [Fact]
    public async Task Same_email_and_same_name() => await Expect("identity.email", Wang.At("x@y.cn"), Person("b:1", "Wang Xiaoming").At("X@Y.cn"));

    [Fact]
    public async Task Same_phone_and_same_name_whichever_phone_it_is() => await Expect(
        "identity.phone", Wang.Calling("13800001234"), Person("b:1", "王小明").Calling("021-62345678", "+86 138 0000 1234"));

    [Fact]
    public async Task Same_name_birth_date_and_place()
    {
        await Expect("identity.birth_date", Wang.Born(1980).In("上海", null, null), Person("b:1", "王小明").Born(1980).In("上海", null, null));
        await Expect("identity.birth_date", Wang.Born(1980).In("上海", "200040", null), Person("b:1", "王小明").Born(1980).In("上海市", "200040", null));
        await Expect("identity.birth_date", Wang.Born(1980).In(null, null, "南京西路1号"), Person("b:1", "王小明").Born(1980).In(null, null, "南京西路 1号"));
        await Expect(null, Wang.Born(1980).In("上海", null, null), Person("b:1", "王小明").Born(1980).In("北京", null, null));
    }

    [Fact]
    public async Task Organisations_of_the_same_name_and_phone_email_or_address()
    {
        var company = CrmHost.Record("a:1", "宏达物流有限公司", "021-62345678", kind: CustomerKind.Organization);
        await Expect("identity.organization", company, company with { Source = new SourceRef("b", "1") });
        await Expect(
            "identity.organization",
            (company with { Phones = [] }).In(null, null, "南京西路1号"),
            (company with { Phones = [], Source = new SourceRef("b", "1") }).In(null, null, "南京西路1号"));
        await Expect(null, company with { Phones = [] }, company with { Phones = [], Source = new SourceRef("b", "1") });
    }

    [Theory]
    [InlineData("2023-01-01", "2023-12-31", "identity.vehicle")]
    [InlineData("2023-01-01", "2024-01-01", null)]
    [InlineData("2024-12-31", "2024-01-01", "identity.vehicle")]
    public async Task Same_vehicle_within_12_months_and_same_name(string one, string other, string? rule)
    {
        VehicleSighting[] sightings =
        [
            new(Life.FirstCar, new SourceRef("a", "1"), Life.On(one)), new(Life.FirstCar, new SourceRef("b", "1"), Life.On(other)),
        ];
        Assert.Equal(rule, await Rule(sightings, Wang, Person("b:1", "Wang Xiaoming")));
        Assert.Null(await Rule(sightings, Wang, Person("b:1", "Li Hua")));
    }

    [Fact]
    public async Task Another_kind_vetoes() => await Expect(
        null, Wang.Calling("13800001234"), Person("b:1", "王小明").Calling("13800001234") with { Kind = CustomerKind.Organization });

    [Fact]
    public async Task Another_birth_date_vetoes() => await Expect(
        null, Wang.Calling("13800001234").Born(1980), Person("b:1", "王小明").Calling("13800001234").Born(1981));

    [Fact]
    public async Task Another_name_on_the_same_phone_is_the_family() => await Expect(
        null, Wang.Calling("13800001234"), Person("b:1", "王小红").Calling("13800001234"));

    [Theory]
    [InlineData(20, "identity.birth_date")]
    [InlineData(21, null)]
    public async Task A_common_name_with_other_phone_and_email_needs_more_than_a_birth_date(int bearers, string? rule)
    {
        var one = Person("a:1", "王伟").Born(1980).In("上海", null, null).Calling("13800000001").At("one@x.cn");
        var other = Person("b:1", "王伟").Born(1980).In("上海", null, null).Calling("13800000002").At("other@x.cn");
        var more = Enumerable.Range(0, bearers - 2).Select(number => Person($"c:{number}", "王伟").In("上海", null, null));
        Assert.Equal(rule, await Rule([], [one, other, .. more]));
        Assert.Equal(rule is null ? 0 : 1, new DeterministicMatcher().Match(one, [other, .. more]).Count);
        // One of the two kept back is enough for the rule to hold.
        Assert.Equal("identity.birth_date", await Rule([], [one with { Email = null }, other, .. more]));
    }

    [Fact]
    public async Task A_number_that_cannot_be_one_is_not_compared() => await Expect(null, Wang.Calling("000"), Person("b:1", "王小明").Calling("000"));

    [Fact]
    public void One_record_is_matched_against_candidates_by_the_same_rules()
    {
        var evidence = new DeterministicMatcher().Match(
            Wang.Calling("13800001234"), [Person("b:1", "Wang Xiaoming").Calling("13800001234"), Person("c:1", "汪晓明").Calling("13800001234")]);
        Assert.Equal(("a:1", "b:1", "identity.phone"), (evidence.Single().Left.ToString(), evidence.Single().Right.ToString(), evidence.Single().Reason.Code));
    }

    private static SourceRecord Person(string source, string name) => CrmHost.Record(source, name);

    private static async Task Expect(string? rule, SourceRecord one, SourceRecord other)
    {
        Assert.Equal(rule, await Rule([], one, other));
        Assert.Equal(rule, await Rule([], other, one));
        Assert.Equal(rule, new DeterministicMatcher().Match(one, [other]).SingleOrDefault()?.Reason.Code);
    }

    private static async Task<string?> Rule(VehicleSighting[] sightings, params SourceRecord[] records)
    {
        var found = new List<MatchEvidence>();
        await foreach (var evidence in new DeterministicMatcher().MatchAsync(records.ToAsyncEnumerable(), sightings.ToAsyncEnumerable()))
        {
            found.Add(evidence);
        }

        return found.Select(evidence => evidence.Reason.Code).Distinct().SingleOrDefault();
    }
}

internal static class RecordWords
{
    public static SourceRecord At(this SourceRecord record, string email) => record with { Email = ContactPoint.Email(email) };

    public static SourceRecord Calling(this SourceRecord record, params string[] phones) =>
        record with { Phones = [.. phones.Select(phone => ContactPoint.Phone(phone, "CN"))] };

    public static SourceRecord Born(this SourceRecord record, int year) => record with { BirthDate = new LocalDate(year, 5, 1) };

    public static SourceRecord In(this SourceRecord record, string? city, string? postalCode, string? street) =>
        record with { Address = new PostalAddress(street, city, postalCode, "CN") };
}
