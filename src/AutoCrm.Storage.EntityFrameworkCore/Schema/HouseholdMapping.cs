using AutoCrm.Customers;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

internal sealed class HouseholdMapping() : AggregateMapping<Household>("households")
{
    protected override void Map(EntityTypeBuilder<Household> builder) => builder.Property(household => household.Address).AsJson();
}
