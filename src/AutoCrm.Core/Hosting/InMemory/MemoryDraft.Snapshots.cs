using System.Collections.Immutable;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <content>Snapshots.</content>
internal sealed partial class MemoryDraft
{
    public int Save<T>(IReadOnlyList<Snapshot<T>> news, Func<Snapshot<T>, Snapshot<T>, IEnumerable<OutboxMessage>> changes)
    {
        var written = 0;
        var ofKind = basis.SnapshotsOf(typeof(T)).ToBuilder();
        foreach (var snapshot in news)
        {
            var text = SnapshotJson.Write(snapshot.Content);
            var known = ofKind.GetValueOrDefault(snapshot.Customer);
            if (known?.Latest is Snapshot<T> latest)
            {
                if (latest.AsOf == snapshot.AsOf && known.Text == text)
                {
                    continue;
                }

                foreach (var message in changes(latest, snapshot))
                {
                    Publish(message);
                }
            }

            ofKind[snapshot.Customer] = new StoredSnapshot(snapshot, text, known?.Latest);
            written++;
        }

        snapshots[typeof(T)] = ofKind.ToImmutable();
        return written;
    }

    public int RemoveMerged<T>()
    {
        var ofKind = basis.SnapshotsOf(typeof(T));
        var left = ofKind.RemoveRange(ofKind.Keys.Where(IsMerged));
        snapshots[typeof(T)] = left;
        return ofKind.Count - left.Count;
    }

    private bool IsMerged(Id<Customer> customer) =>
        Aggregates(Customer.Definition).GetValueOrDefault(customer.Value)?.Instance is Customer { MergedInto: not null };
}
