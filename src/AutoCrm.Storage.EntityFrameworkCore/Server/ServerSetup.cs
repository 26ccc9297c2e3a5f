using System.Text;
using AutoCrm.Hosting;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Schema;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// Brings a database to this version: first the migrations of the rows' tables, then the tables of the registered aggregates. Of the processes that begin at
/// once one does it, and the others find it done.
/// </summary>
internal sealed partial class ServerSetup(
    ServerSessions sessions, DocumentSchema documents, IDbContextFactory<AutoCrmDbContext> contexts, IStoreErrors errors, IServiceProvider services) : IStoreSetup
{
    private readonly ILogger logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger($"{AutoCrmTelemetry.SourceName}.Storage");

    public Task MigrateAsync(CancellationToken cancellationToken = default) => errors.TranslateAsync(SetUpAsync(cancellationToken));

    public Task<string> ScriptAsync(CancellationToken cancellationToken = default) => errors.TranslateAsync(WriteScriptAsync(cancellationToken));

    private async Task<bool> SetUpAsync(CancellationToken cancellationToken)
    {
        var guard = await sessions.Dialect.LockSetupAsync(cancellationToken).ConfigureAwait(false);
        await using (guard.ConfigureAwait(false))
        {
            await MigrateRowsAsync(cancellationToken).ConfigureAwait(false);
            await MigrateDocumentsAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<string> WriteScriptAsync(CancellationToken cancellationToken)
    {
        var script = new StringBuilder();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var applied = await ListAppliedAsync(context, cancellationToken).ConfigureAwait(false);
            if (context.Database.GetMigrations().Any(migration => !applied.Contains(migration)))
            {
                script.Append(context.GetService<IMigrator>().GenerateScript(applied.Count == 0 ? null : applied[^1]));
            }

            script.Append(applied.Count == 0 ? documents.ScriptFromNothing() : await ScriptDocumentsAsync(cancellationToken).ConfigureAwait(false));
        }

        return script.Length == 0 ? "" : sessions.Dialect.ScriptPrologue + script;
    }

    private async ValueTask<string> ScriptDocumentsAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.OpenAsync(isWriting: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await documents.ScriptAsync(session).ConfigureAwait(false);
        }
    }

    private async Task MigrateRowsAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var applied = await ListAppliedAsync(context, cancellationToken).ConfigureAwait(false);
            var pending = context.Database.GetMigrations().Where(migration => !applied.Contains(migration)).ToList();
            if (pending.Count > 0)
            {
                await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
                LogMigrated(logger, string.Join(", ", pending));
            }
        }
    }

    private async Task MigrateDocumentsAsync(CancellationToken cancellationToken)
    {
        // Most hosts find everything done, and need not be allowed to change the schema.
        if ((await PlanAsync(cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return;
        }

        var session = await sessions.OpenForSetupAsync(isWriting: true, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var steps = await documents.PlanAsync(session).ConfigureAwait(false);
            await documents.ApplyAsync(session, steps).ConfigureAwait(false);
            await session.CommitAsync().ConfigureAwait(false);
            foreach (var step in steps)
            {
                LogStep(logger, step.Description);
            }
        }
    }

    private async Task<IReadOnlyList<SchemaStep>> PlanAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.OpenForSetupAsync(isWriting: false, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await documents.PlanAsync(session).ConfigureAwait(false);
        }
    }

    /// <summary>The migrations the database has, the latest last.</summary>
    /// <exception cref="InvalidOperationException">One of them is unknown: the database is of a later version.</exception>
    private async Task<IReadOnlyList<string>> ListAppliedAsync(AutoCrmDbContext context, CancellationToken cancellationToken)
    {
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList();
        sessions.CheckVersion(applied, context.Database.GetMigrations());
        return applied;
    }

    [LoggerMessage(610, LogLevel.Information, "The store was brought to this version by the migrations {Migrations}.")]
    private static partial void LogMigrated(ILogger logger, string migrations);

    [LoggerMessage(611, LogLevel.Information, "A step of the store's schema was carried out: {Step}.")]
    private static partial void LogStep(ILogger logger, string step);
}
