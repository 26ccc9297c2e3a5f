using System.Text.Json;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using CsCheck;
using NodaTime;

namespace AutoCrm.Tests.SharedKernel;

public sealed class IdTests
{
    private static readonly Gen<Instant> Instants = Gen.Long[0, 4_000_000_000_000].Select(Instant.FromUnixTimeMilliseconds);

    [Fact]
    public void An_id_survives_print_parse_and_json() => Instants.Sample(now =>
    {
        var id = Id<Customer>.New(now);
        return Id<Customer>.Parse(id.ToString()) == id
            && JsonSerializer.Deserialize<Id<Customer>>(JsonSerializer.Serialize(id)) == id;
    });

    [Fact]
    public void Ids_are_uuids_of_version_7_ordered_by_time() => Gen.Select(Instants, Instants).Sample((first, second) =>
    {
        var (one, other) = (Id<Customer>.New(first), Id<Customer>.New(second));
        return one.Value.Version == 7 && (first.ToUnixTimeMilliseconds() == second.ToUnixTimeMilliseconds() || one < other == first < second);
    });

    [Fact]
    public void The_same_source_gives_the_same_id_and_another_source_another() => Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Sample((key, other) =>
    {
        var at = Instant.FromUtc(2020, 5, 17, 8, 30);
        var id = Id<Customer>.Derive(new SourceRef("dealer", key), at);
        return id == Id<Customer>.Derive(new SourceRef("dealer", key), at)
            && id.Value.Version == 7
            && DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString().Replace("-", "", StringComparison.Ordinal)[..12], 16)) == at.ToDateTimeOffset()
            && (key == other || id != Id<Customer>.Derive(new SourceRef("dealer", other), at));
    });

    [Fact]
    public void What_is_no_uuid_is_refused_with_its_value()
    {
        var error = Assert.Throws<FormatException>(() => Id<Customer>.Parse("customer-7"));
        Assert.Contains("'customer-7' is not an id of Customer", error.Message, StringComparison.Ordinal);
    }
}
