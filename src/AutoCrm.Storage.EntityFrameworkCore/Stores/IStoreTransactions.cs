using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Begins transactions. The adapter of a database across a network registers one of its own, which writes a batch in one round trip.</summary>
internal interface IStoreTransactions
{
    ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken);
}

/// <summary>Begins transactions that write row by row, for databases in the same process.</summary>
internal sealed class RelationalTransactions(IStoreSessions sessions, DocumentTables tables, EventKinds kinds) : IStoreTransactions
{
    public async ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken) =>
        new RelationalTransaction(await sessions.WriteAsync(cancellationToken).ConfigureAwait(false), tables, kinds);
}
