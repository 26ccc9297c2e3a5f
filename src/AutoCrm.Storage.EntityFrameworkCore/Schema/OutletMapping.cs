using AutoCrm.Network;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

internal sealed class OutletMapping() : AggregateMapping<Outlet>("outlets")
{
    protected override void Map(EntityTypeBuilder<Outlet> builder)
    {
        builder.Property(outlet => outlet.Calendar).AsJson();
        builder.Property(outlet => outlet.TimeZone);
        builder.HasIndex(outlet => outlet.Code).IsUnique();
    }
}
