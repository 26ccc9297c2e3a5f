using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using AutoCrm.Storage.EntityFrameworkCore.Rows;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>Reads customers in one transaction.</summary>
internal sealed class RelationalProfileReader(RelationalDatabase database, DocumentTables documents) : IProfileReader
{
    public async Task<IReadOnlyList<StoredCustomer>> ReadAsync(
        IReadOnlyCollection<Id<Customer>> customers, Instant asOf, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        using var session = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        var lineage = new LineageRows(session);
        var histories = new HistoryQueries(session, database.Kinds);
        var table = documents.Get(typeof(Customer));
        var found = new List<StoredCustomer>(customers.Count);
        foreach (var id in customers.Select(lineage.Current).OfType<Id<Customer>>().Distinct())
        {
            if (table.Find(session, id.Value) is Customer customer)
            {
                found.Add(new StoredCustomer(
                    customer,
                    RecordQueries.OfCustomer(session, id),
                    histories.Read(id, asOf, null) ?? CustomerHistory.Of(id, asOf, [], asOf),
                    AssessmentTable.Find(session, id),
                    lineage.Of(id)));
            }
        }

        return found;
    }
}
