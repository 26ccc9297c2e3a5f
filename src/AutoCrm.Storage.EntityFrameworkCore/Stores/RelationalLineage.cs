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
        AskAsync(rows => rows.Find(id), cancellationToken);

    public Task<IReadOnlyList<LineageEntry>> ListByCustomerAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        AskAsync(rows => rows.Of(customer), cancellationToken);

    public Task<IReadOnlyList<LineageEntry>> ListCannotLinkAsync(CancellationToken cancellationToken = default) =>
        AskAsync(rows => rows.Separations(), cancellationToken);

    public Task<Id<Customer>?> ResolveIdAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        AskAsync(rows => rows.Current(customer), cancellationToken);

    private async Task<T> AskAsync<T>(Func<LineageRows, T> ask, CancellationToken cancellationToken)
    {
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return ask(new LineageRows(session));
    }
}
