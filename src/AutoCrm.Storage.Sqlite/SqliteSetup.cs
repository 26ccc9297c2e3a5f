using AutoCrm.Hosting;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.Sqlite;

/// <summary>Creates the file and brings it to this version.</summary>
internal sealed class SqliteSetup(SqliteSessions sessions, IDbContextFactory<AutoCrmDbContext> contexts) : IStoreSetup
{
    public async Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        sessions.PrepareFile();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
