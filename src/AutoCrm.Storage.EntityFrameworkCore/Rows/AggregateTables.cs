using System.Collections.Concurrent;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>The tables of the aggregates, made from the model when they are first asked for: building the model takes its time.</summary>
internal sealed class AggregateTables(IDbContextFactory<AutoCrmDbContext> contexts)
{
    private readonly ConcurrentDictionary<Type, AggregateTable> tables = [];

    public AggregateTable Of(Type aggregate) => tables.GetOrAdd(aggregate, Make);

    private AggregateTable Make(Type aggregate)
    {
        using var context = contexts.CreateDbContext();
        return new AggregateTable(context.Model.FindEntityType(aggregate) ?? throw new InvalidOperationException(
            $"{aggregate.Name} has no table; the relational stores keep {string.Join(", ", context.Model.GetEntityTypes()
                .Where(entity => typeof(AggregateRoot).IsAssignableFrom(entity.ClrType)).Select(entity => entity.ClrType.Name))}."));
    }
}
