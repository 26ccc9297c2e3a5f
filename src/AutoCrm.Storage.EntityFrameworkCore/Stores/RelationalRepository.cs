using Ardalis.Specification;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Reads aggregates: by id with a prepared statement, by specification through EF Core over the declared columns.</summary>
internal sealed class RelationalRepository<T>(
    AggregateDefinitions definitions, DocumentTables tables, DocumentContexts contexts, IStoreErrors errors, RelationalDatabase database, RelationalUnitOfWork unitOfWork)
    : StoreRepository<T>(definitions, unitOfWork)
    where T : AggregateRoot
{
    private readonly DocumentTable table = tables.Get(typeof(T));

    protected override Task<T?> FindAsync(Id<T> id, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var select = table.Select(session, id.Value);
            await session.SendLastAsync(select).ConfigureAwait(false);
            return (T?)await table.ReadAsync(select).ConfigureAwait(false);
        },
        cancellationToken);

    protected override async Task<IReadOnlyList<T>> QueryAsync(ISpecification<T> specification, int? limit, CancellationToken cancellationToken)
    {
        var context = contexts.Create();
        await using (context.ConfigureAwait(false))
        {
            var rows = DocumentQuery.Page(context, table, DocumentQuery.Where(context, table, specification), specification, contexts.MissingValuesComeLast);
            var documents = await errors.TranslateAsync((limit is { } most ? rows.Take(most) : rows)
                .Select(row => new StoredDocument(
                    EF.Property<string>(row, "content"), EF.Property<int>(row, "state_version"), EF.Property<int>(row, "version")))
                .ToListAsync(cancellationToken))
                .ConfigureAwait(false);
            return [.. documents.Select(document => (T)Definition.Deserialize(document.Content, document.StateVersion, document.Version))];
        }
    }

    protected override async Task<int> CountMatchesAsync(ISpecification<T> specification, CancellationToken cancellationToken)
    {
        var context = contexts.Create();
        await using (context.ConfigureAwait(false))
        {
            return await errors.TranslateAsync(DocumentQuery.Where(context, table, specification).CountAsync(cancellationToken)).ConfigureAwait(false);
        }
    }

    private sealed record StoredDocument(string Content, int StateVersion, int Version);
}
