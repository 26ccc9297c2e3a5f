using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using AutoCrm.Timeline;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>What the stores share: sessions to read by, and writers.</summary>
internal sealed class RelationalDatabase(
    IStoreSessions sessions, AggregateTables tables, IDbContextFactory<AutoCrmDbContext> contexts, EventKinds kinds)
{
    public EventKinds Kinds => kinds;

    public ValueTask<StoreSession> ReadAsync(CancellationToken cancellationToken) => sessions.ReadAsync(cancellationToken);

    public ValueTask<StoreSession> WriteAsync(CancellationToken cancellationToken) => sessions.WriteAsync(cancellationToken);

    public async ValueTask<StoreWriter> BeginAsync(CancellationToken cancellationToken) =>
        new(await sessions.WriteAsync(cancellationToken).ConfigureAwait(false), tables, contexts, kinds);
}
