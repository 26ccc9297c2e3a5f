using System.Text.Json;
using AutoCrm.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>Imports of one folder into a store, with all that they say.</summary>
internal sealed class HostileImport : IRejectionSink, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeClock clock = new(Instant.FromUtc(2026, 11, 24, 8, 0));
    private readonly ServiceProvider services;
    private readonly string folder;
    private readonly string? database;

    private HostileImport(string folder, string? database)
    {
        this.folder = folder;
        this.database = database;
        services = new ServiceCollection()
            .AddSingleton<IClock>(clock)
            .AddAutoCrm(crm => _ = database is null ? crm.AddCsv() : crm.AddCsv().UseSqlite($"Data Source={database};Pooling=False"))
            .BuildServiceProvider();
    }

    public List<RowProblem> Problems { get; } = [];

    /// <summary>An import into memory.</summary>
    public static HostileImport InMemory(string folder) => new(folder, null);

    /// <summary>An import into an SQLite file.</summary>
    public static async Task<HostileImport> InSqliteAsync(string folder, string database)
    {
        var import = new HostileImport(folder, database);
        await import.services.GetRequiredService<IStoreSetup>().MigrateAsync();
        return import;
    }

    public async Task<ImportReport> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        Problems.Clear();
        clock.AdvanceHours(1);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IImportService>()
            .ImportAsync(folder, new ImportOptions { Rejections = this, BatchSize = 50, DefaultCurrency = "CNY" }, cancellationToken: patience.Token)
            .WaitAsync(Patience, cancellationToken);
    }

    /// <summary>All that a run said, as text.</summary>
    public string Describe(ImportReport report) => JsonSerializer.Serialize((object[])[report.Files, report.Failures, Problems]);

    /// <summary>The number of rows in a table.</summary>
    public long CountStored(string table)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default)
    {
        Problems.Add(problem);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
