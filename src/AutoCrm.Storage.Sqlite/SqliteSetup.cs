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

namespace AutoCrm.Storage.Sqlite;

/// <summary>
/// Creates the file and brings it to this version: first the migrations of the rows' tables, then the tables of the registered aggregates.
/// </summary>
/// <remarks>
/// One process at a time migrates a file. A lock file beside it holds the others back; the operating system releases it when a process ends, however
/// it ends. EF Core's own lock is a row, which a process that is killed leaves behind, so with the file lock held such a row is removed.
/// </remarks>
internal sealed partial class SqliteSetup(SqliteSessions sessions, DocumentSchema documents, IDbContextFactory<AutoCrmDbContext> contexts, IServiceProvider services) : IStoreSetup
{
    private readonly ILogger logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger($"{AutoCrmTelemetry.SourceName}.Storage");

    public Task MigrateAsync(CancellationToken cancellationToken = default) => sessions.TranslateAsync(SetUpAsync(cancellationToken));

    public Task<string> ScriptAsync(CancellationToken cancellationToken = default) => sessions.TranslateAsync(WriteScriptAsync(cancellationToken));

    private async Task<bool> SetUpAsync(CancellationToken cancellationToken)
    {
        sessions.PrepareFile();
        var guard = await sessions.LockSetupAsync(cancellationToken).ConfigureAwait(false);
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
            var applied = await AppliedAsync(context, cancellationToken).ConfigureAwait(false);
            if (context.Database.GetMigrations().Any(migration => !applied.Contains(migration)))
            {
                script.Append(context.GetService<IMigrator>().GenerateScript(applied.Count == 0 ? null : applied[^1]));
            }

            foreach (var step in await PlanDocumentsAsync(applied, cancellationToken).ConfigureAwait(false))
            {
                script.Append(step.Sql is null ? $"-- {step.Description}\n" : $"{step.Sql};\n");
            }
        }

        return script.ToString();
    }

    private async Task MigrateRowsAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var applied = await AppliedAsync(context, cancellationToken).ConfigureAwait(false);
            var pending = context.Database.GetMigrations().Where(migration => !applied.Contains(migration)).ToList();
            if (pending.Count > 0)
            {
                sessions.RemoveAbandonedLock();
                await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
                LogMigrated(logger, string.Join(", ", pending));
            }
        }
    }

    /// <summary>The migrations the file has, the latest last.</summary>
    /// <exception cref="InvalidOperationException">One of them is unknown: the file is of a later version.</exception>
    private async Task<IReadOnlyList<string>> AppliedAsync(AutoCrmDbContext context, CancellationToken cancellationToken)
    {
        if (!sessions.FileExists)
        {
            return [];
        }

        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList();
        sessions.CheckVersion(applied);
        return applied;
    }

    private async Task MigrateDocumentsAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.WriteAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var steps = await documents.PlanAsync(session).ConfigureAwait(false);
            if (steps.Count > 0)
            {
                await documents.ApplyAsync(session, steps).ConfigureAwait(false);
                await session.CommitAsync().ConfigureAwait(false);
                foreach (var step in steps)
                {
                    LogStep(logger, step.Description);
                }
            }
        }
    }

    [LoggerMessage(600, LogLevel.Information, "The store was brought to this version by the migrations {Migrations}.")]
    private static partial void LogMigrated(ILogger logger, string migrations);

    [LoggerMessage(601, LogLevel.Information, "A step of the store's schema was carried out: {Step}.")]
    private static partial void LogStep(ILogger logger, string step);

    private async Task<IReadOnlyList<SchemaStep>> PlanDocumentsAsync(IReadOnlyList<string> applied, CancellationToken cancellationToken)
    {
        if (applied.Count == 0)
        {
            return documents.PlanFromNothing();
        }

        var session = await sessions.ReadAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await documents.PlanAsync(session).ConfigureAwait(false);
        }
    }
}
