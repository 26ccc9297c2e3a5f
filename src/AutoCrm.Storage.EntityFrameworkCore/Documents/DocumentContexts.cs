using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// Gives out contexts that translate specifications. The model is built when the first one is asked for: it takes about 300 milliseconds, which
/// a host that only writes and looks up by id never pays.
/// </summary>
/// <param name="provider">Names the database.</param>
/// <param name="tables">The tables of the host.</param>
/// <param name="dialect">How the database keeps their columns.</param>
internal sealed class DocumentContexts(RelationalProvider provider, DocumentTables tables, SchemaDialect dialect)
{
    private readonly Lazy<PooledDbContextFactory<DocumentDbContext>> factory = new(() => Create(provider, tables, dialect));

    /// <inheritdoc cref="SchemaDialect.MissingValuesComeLast"/>
    public bool MissingValuesComeLast => dialect.MissingValuesComeLast;

    public DocumentDbContext Create() => factory.Value.CreateDbContext();

    private static PooledDbContextFactory<DocumentDbContext> Create(RelationalProvider provider, DocumentTables tables, SchemaDialect dialect)
    {
        var building = new DbContextOptionsBuilder<DocumentModelContext>();
        provider.Configure(building);
        building.ReplaceService<IModelCacheKeyFactory, DocumentModelCacheKeyFactory>();
        using var context = new DocumentModelContext(building.Options, tables, dialect);
        var options = new DbContextOptionsBuilder<DocumentDbContext>();
        provider.Configure(options);
        options.UseModel(context.Model).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        return new PooledDbContextFactory<DocumentDbContext>(options.Options);
    }
}

/// <summary>Names the database to EF Core.</summary>
/// <param name="Configure">Chooses the provider and the connection string.</param>
internal sealed record RelationalProvider(Action<DbContextOptionsBuilder> Configure);
