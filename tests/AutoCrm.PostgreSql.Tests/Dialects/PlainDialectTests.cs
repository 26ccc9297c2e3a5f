using System.Data.Common;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.PostgreSql.Tests.Servers;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore;
using AutoCrm.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.PostgreSql.Tests.Dialects;

/// <summary>What the engine promises the author of a dialect, beside the kits.</summary>
public sealed class PlainDialectTests
{
    /// <summary>As many as are loaded in bulk.</summary>
    private const int Many = 1_000;

    [Fact]
    public async Task An_error_in_the_middle_of_a_load_is_told_by_the_store_and_nothing_is_stored()
    {
        var server = await PostgresServer.GetAsync();
        await using var database = await server.CreateDatabaseAsync();
        await using var services = new ServiceCollection()
            .AddAutoCrm(crm => crm
                .AddRelationalStore("Plain", _ => new PlainDialect(database.ConnectionString) { Load = writer => new BreakingWriter(writer) })
                .AddConformanceSamples())
            .BuildServiceProvider();
        await services.GetRequiredService<IStoreSetup>().MigrateAsync();

        var import = await services.GetRequiredService<IImportStore>().BeginAsync(TestContext.Current.CancellationToken);
        await using (import)
        {
            var records = Enumerable.Range(0, Many).Select(i => SampleRecord(i)).ToList();
            var failure = await Assert.ThrowsAsync<StoreException>(async () => await import.WriteAsync(records, TestContext.Current.CancellationToken));
            Assert.Equal(StoreFailure.ConnectionLost, failure.Failure);
            Assert.IsType<BrokenException>(failure.InnerException);
        }

        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM source_records"));
    }

    private static SourceRecord SampleRecord(int number) => new()
    {
        Source = new SourceRef("dms", $"C{number}"),
        Kind = CustomerKind.Person,
        RecordedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
    };

    private sealed class BrokenException() : DbException("The wire is cut.");

    /// <summary>Breaks at the hundredth row.</summary>
    private sealed class BreakingWriter(RelationalBulkWriter inner) : RelationalBulkWriter
    {
        private int rows;

        public override void WriteNull() => inner.WriteNull();

        public override void Write(long value) => inner.Write(value);

        public override void WriteUtf8(ReadOnlySpan<byte> text) => inner.WriteUtf8(text);

        public override void Write(string text) => inner.Write(text);

        public override void Write(Guid value) => inner.Write(value);

        public override void Write(decimal value) => inner.Write(value);

        public override void Write(bool value) => inner.Write(value);

        public override ValueTask EndRowAsync(CancellationToken cancellationToken) => ++rows == 100 ? throw new BrokenException() : inner.EndRowAsync(cancellationToken);

        public override ValueTask CompleteAsync(CancellationToken cancellationToken) => inner.CompleteAsync(cancellationToken);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
