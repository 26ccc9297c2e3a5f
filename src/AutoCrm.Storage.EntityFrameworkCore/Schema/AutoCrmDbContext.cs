using System.Text;
using AutoCrm.Customers;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>
/// The model of the database. Aggregates are read through it; rows that come by the million are only described here, for the
/// migrations, and are read and written by the statements in <c>Rows</c>.
/// </summary>
internal sealed class AutoCrmDbContext(DbContextOptions<AutoCrmDbContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Id<Customer>>().HaveConversion<IdConverter<Customer>>();
        configurationBuilder.Properties<Id<Household>>().HaveConversion<IdConverter<Household>>();
        configurationBuilder.Properties<Id<Vehicle>>().HaveConversion<IdConverter<Vehicle>>();
        configurationBuilder.Properties<Id<Outlet>>().HaveConversion<IdConverter<Outlet>>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configurationBuilder.Properties<OutletCode>().HaveConversion<OutletCodeConverter>();
        configurationBuilder.Properties<Vin>().HaveConversion<VinConverter>();
        configurationBuilder.Properties<LicencePlate>().HaveConversion<LicencePlateConverter>();
        configurationBuilder.Properties<SourceRef>().HaveConversion<SourceRefConverter>();
        configurationBuilder.Properties<DateTimeZone>().HaveConversion<DateTimeZoneConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new CustomerMapping());
        modelBuilder.ApplyConfiguration(new VehicleMapping());
        modelBuilder.ApplyConfiguration(new OutletMapping());
        modelBuilder.ApplyConfiguration(new HouseholdMapping());
        RowTables.Describe(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
        }
    }

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null && !entity.HasSharedClrType)
            {
                property.SetColumnName(IsOwnersKey(property) ? "id" : SnakeCase(property.Name));
            }
        }
    }

    /// <summary>A part that stands in the row of its owner has the owner's key.</summary>
    private static bool IsOwnersKey(IMutableProperty property) =>
        property.DeclaringType is IMutableEntityType entity && property.IsPrimaryKey() && entity.FindOwnership() is { IsUnique: true };

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(character));
        }

        return snake.ToString();
    }
}
