using AutoCrm.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

internal sealed class CustomerMapping() : AggregateMapping<Customer>("customers")
{
    /// <summary>The place of a contact point in its customer's list; it has no member of its own.</summary>
    public const string Ordinal = "Ordinal";

    protected override void Map(EntityTypeBuilder<Customer> builder)
    {
        builder.Property(customer => customer.Preferences).AsJson();
        builder.Property(customer => customer.Origins).AsJson();
        builder.Property(customer => customer.Consents).HasField("consents").UsePropertyAccessMode(PropertyAccessMode.Field)
            .HasConversion(ListConversion.Of<Consent>(), ListConversion.ByReference<Consent>());
        builder.Property(customer => customer.KeyAccount).AsJson();
        builder.OwnsOne(customer => customer.Name, name =>
        {
            name.Property(part => part.FullName).HasColumnName("name");
            name.Property(part => part.Family).HasColumnName("family_name");
            name.Property(part => part.Given).HasColumnName("given_name");
            name.Ignore(part => part.Latin);
        });
        builder.OwnsOne(customer => customer.Address, address =>
        {
            address.Property(part => part.Street).HasColumnName("street");
            address.Property(part => part.City).HasColumnName("city");
            address.Property(part => part.PostalCode).HasColumnName("postal_code");
            address.Property(part => part.Country).HasColumnName("country");
            address.Ignore(part => part.IsEmpty);
        });
        builder.OwnsMany(customer => customer.ContactPoints, point =>
        {
            point.ToTable("contact_points");
            point.WithOwner().HasForeignKey("CustomerId");
            point.Property<int>(Ordinal).ValueGeneratedNever();
            point.HasKey("CustomerId", Ordinal);
            point.HasIndex(part => new { part.Kind, part.Value });
        });
        builder.Navigation(customer => customer.ContactPoints).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(customer => customer.MergedInto).HasFilter("merged_into IS NOT NULL");
        builder.HasIndex(customer => customer.Household).HasFilter("household IS NOT NULL");
        builder.HasIndex(customer => customer.KeyAccount).HasFilter("key_account IS NOT NULL");
    }
}
