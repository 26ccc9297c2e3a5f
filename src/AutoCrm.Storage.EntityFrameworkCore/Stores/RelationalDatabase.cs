using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What the stores share: sessions to read by, and transactions to write by.</summary>
internal sealed class RelationalDatabase(IStoreSessions sessions, IStoreTransactions transactions, EventKinds kinds)
{
    public EventKinds Kinds => kinds;

    public ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken) => sessions.ReadAsync(cancellationToken);

    public ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken) => sessions.WriteAsync(cancellationToken);

    public ValueTask<IStoreTransaction> BeginAsync(CancellationToken cancellationToken) => transactions.BeginAsync(cancellationToken);
}
