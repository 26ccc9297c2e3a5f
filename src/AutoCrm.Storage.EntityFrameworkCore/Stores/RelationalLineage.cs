using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Decisions on identity from their rows.</summary>
internal sealed class RelationalLineage(RelationalDatabase database, RelationalUnitOfWork unitOfWork) : ILineage
{
    public Task AppendAsync(LineageEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        unitOfWork.Append(entry);
        return Task.CompletedTask;
    }

    public Task<LineageEntry?> FindAsync(Id<LineageEntry> id, CancellationToken cancellationToken = default) =>
        AskAsync(rows => rows.FindAsync(id), cancellationToken);

    public async Task<IReadOnlyList<LineageEntry>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        await AskAsync(rows => LineageRows.ReadAsync(rows.SelectByCustomer(customer)), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<LineageEntry>> ListCannotLinkAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(rows => rows.ListSeparationsAsync(), cancellationToken).ConfigureAwait(false);

    public Task<Id<Customer>?> ResolveIdAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        AskAsync(rows => rows.FindCurrentAsync(customer), cancellationToken);

    private Task<T> AskAsync<T>(Func<LineageRows, ValueTask<T>> ask, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ask(new LineageRows(session)), cancellationToken);
}
