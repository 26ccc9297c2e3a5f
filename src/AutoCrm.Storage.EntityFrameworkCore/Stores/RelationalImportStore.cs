using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Network;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Imports the rows of a file in one transaction.</summary>
internal sealed class RelationalImportStore(RelationalDatabase database) : IImportStore
{
    public async Task<IImportTransaction> BeginAsync(CancellationToken cancellationToken = default) =>
        new Transaction(await database.BeginAsync(cancellationToken).ConfigureAwait(false));

    private sealed class Transaction(StoreWriter writer) : IImportTransaction
    {
        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<Outlet> outlets, CancellationToken cancellationToken = default) =>
            Write(outlets, writer.Put, cancellationToken);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken = default) =>
            Write(records, writer.Put, cancellationToken);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<VehicleRecord> vehicles, CancellationToken cancellationToken = default) =>
            Write(vehicles, writer.Put, cancellationToken);

        public Task<IReadOnlyList<UpsertResult>> WriteAsync(IReadOnlyList<CustomerEvent> events, CancellationToken cancellationToken = default) =>
            Write(events, writer.Append, cancellationToken);

        public Task CommitAsync(CancellationToken cancellationToken = default)
        {
            writer.Commit();
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            writer.Dispose();
            return ValueTask.CompletedTask;
        }

        private Task<IReadOnlyList<UpsertResult>> Write<TRow>(
            IReadOnlyList<TRow> rows, Func<TRow, UpsertResult> write, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.EnsureOpen();
            var outcomes = new UpsertResult[rows.Count];
            for (var i = 0; i < outcomes.Length; i++)
            {
                outcomes[i] = write(rows[i]);
            }

            return Task.FromResult<IReadOnlyList<UpsertResult>>(outcomes);
        }
    }
}
