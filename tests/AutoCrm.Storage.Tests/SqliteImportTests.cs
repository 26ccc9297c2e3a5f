using System.Text.Json;
using AutoCrm.Import;
using AutoCrm.SharedKernel;
using AutoCrm.Testing.Conformance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Storage.Tests;

/// <summary>What an import keeps of the aggregates it replaces.</summary>
public sealed class SqliteImportTests
{
    private static readonly Id<SampleCase> Known = Id<SampleCase>.Derive(new SourceRef("dms", "1"), NodaConstants.UnixEpoch);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_former_state_of_a_replaced_aggregate_is_kept()
    {
        await using var store = (SqliteFixture)await SqliteFixture.CreateAsync();
        foreach (var subject in new[] { "brakes", "tyres", "tyres", "rims" })
        {
            await using var transaction = await store.Services.GetRequiredService<IImportStore>().BeginAsync(Cancellation);
            await transaction.UpsertAsync(
                [new SampleCase(Known, "C-1") { Subject = subject }], (known, next) => known.Subject == next.Subject ? null : next, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(["brakes", "tyres"], ReadReplaced(store));
    }

    private static List<string?> ReadReplaced(SqliteFixture store)
    {
        using var connection = new SqliteConnection(store.ConnectionString);
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT content FROM replaced_rows WHERE kind = 'sample.case' AND key = $key ORDER BY replaced_no";
        select.Parameters.AddWithValue("$key", Known.Value.ToString());
        using var rows = select.ExecuteReader();
        var subjects = new List<string?>();
        while (rows.Read())
        {
            using var state = JsonDocument.Parse(rows.GetString(0));
            subjects.Add(state.RootElement.GetProperty("subject").GetString());
        }

        return subjects;
    }
}
