using AutoCrm.Vehicles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

internal sealed class VehicleMapping() : AggregateMapping<Vehicle>("vehicles")
{
    protected override void Map(EntityTypeBuilder<Vehicle> builder)
    {
        builder.Property(vehicle => vehicle.Ownership).HasField("ownership").UsePropertyAccessMode(PropertyAccessMode.Field)
            .HasConversion(ListConversion.Of<OwnershipPeriod>(), ListConversion.ByReference<OwnershipPeriod>());
        builder.Property(vehicle => vehicle.Odometer).HasField("odometer").UsePropertyAccessMode(PropertyAccessMode.Field)
            .HasConversion(ListConversion.Of<OdometerReading>(), ListConversion.ByReference<OdometerReading>());
        builder.HasIndex(vehicle => vehicle.Vin).IsUnique();
    }
}
