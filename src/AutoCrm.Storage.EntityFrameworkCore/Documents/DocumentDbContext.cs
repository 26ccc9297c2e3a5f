using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>Asks for documents by specification. Its model is the one that <see cref="DocumentContexts"/> built; it never writes and is never migrated.</summary>
internal sealed class DocumentDbContext(DbContextOptions<DocumentDbContext> options) : DbContext(options);

/// <summary>Builds the model of a host's documents.</summary>
internal sealed class DocumentModelContext(DbContextOptions<DocumentModelContext> options, DocumentTables tables, SchemaDialect dialect) : DbContext(options)
{
    public DocumentTables Tables => tables;

    protected override void OnModelCreating(ModelBuilder modelBuilder) => DocumentModel.Describe(modelBuilder, tables, dialect);
}

/// <summary>Two hosts in one process may have other aggregates, so a model is kept by the tables it describes.</summary>
internal sealed class DocumentModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), designTime, (context as DocumentModelContext)?.Tables);
}
