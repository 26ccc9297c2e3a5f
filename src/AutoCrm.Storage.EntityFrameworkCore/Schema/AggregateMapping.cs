using AutoCrm.SharedKernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>What the mappings of all aggregates share.</summary>
/// <typeparam name="T">The aggregate.</typeparam>
internal abstract class AggregateMapping<T>(string table) : IEntityTypeConfiguration<T>
    where T : AggregateRoot
{
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.ToTable(table);
        builder.HasKey("Id");
        builder.Property("Id").ValueGeneratedNever();
        builder.Ignore(aggregate => aggregate.Key);
        builder.Ignore(aggregate => aggregate.DomainEvents);
        builder.Property(aggregate => aggregate.Version).IsConcurrencyToken();
        Map(builder);
    }

    protected abstract void Map(EntityTypeBuilder<T> builder);
}
