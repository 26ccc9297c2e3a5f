using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Identity;

/// <inheritdoc cref="IIdentityService"/>
internal sealed class IdentityService(
    ISourceRecordStore records,
    ILineage lineage,
    IRepository<Customer> customers,
    ICustomerMatcher matcher,
    ITimeline timeline,
    ISurvivorship survivorship,
    IUnitOfWork unitOfWork,
    IClock clock) : IIdentityService
{
    /// <inheritdoc/>
    public async Task<Id<Customer>> RegisterAsync(SourceRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var result = await records.PutAsync(record, cancellationToken).ConfigureAwait(false);
        if (result == UpsertResult.Erased)
        {
            throw new DomainException(
                "erased-stays-erased",
                $"Record {record.Source} cannot be registered: its personal data was erased. Register a person who comes again with a new record key.");
        }

        // A record that is added is nobody's yet, and has no events.
        var known = result == UpsertResult.Added ? null : await records.FindAsync(record.Source, cancellationToken).ConfigureAwait(false);
        if (known?.Customer is { } customer)
        {
            var others = await records.ListByCustomerAsync(customer, cancellationToken).ConfigureAwait(false);
            var latest = known.Record;
            await DescribeAsync(customer, [latest, .. others.Where(other => other.Source != record.Source)], cancellationToken).ConfigureAwait(false);
            return customer;
        }

        var now = clock.GetCurrentInstant();
        var candidates = record.Name is { } name
            ? await records.ListByNameKeyAsync(NameKey.Of(name).Latin, cancellationToken).ConfigureAwait(false)
            : [];
        var evidence = matcher.Match(record, [.. candidates.Select(candidate => candidate.Record)]);
        var matched = evidence.Select(match => match.Left == record.Source ? match.Right : match.Left).ToHashSet();
        var joined = candidates.Where(candidate => matched.Contains(candidate.Record.Source)).Min(candidate => candidate.Customer);
        var owner = joined ?? Id<Customer>.New(now);
        await records.AssignAsync([new RecordAssignment(record.Source, owner, IsClaim: true)], cancellationToken).ConfigureAwait(false);
        if (evidence.Count > 0)
        {
            var entry = Entry(LineageKind.Linked, owner, null, [record.Source], matcher.Name, "The record matches.", now) with { Evidence = evidence };
            await lineage.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
            if (joined is not null)
            {
                unitOfWork.Publish(IdentityMessages.Of(entry));
            }
        }

        if (joined is null)
        {
            unitOfWork.Publish(new CustomerRegistered(owner, [record.Source], now));
            var registered = new Customer(owner, record.Kind);
            registered.ApplyGoldenRecord(result == UpsertResult.Added
                ? survivorship.GetGoldenRecord([record], [])
                : await GetGoldenRecordAsync([record], cancellationToken).ConfigureAwait(false));
            await customers.AddAsync(registered, cancellationToken).ConfigureAwait(false);
            return owner;
        }

        var cluster = await records.ListByCustomerAsync(owner, cancellationToken).ConfigureAwait(false);
        await DescribeAsync(owner, [.. cluster, record], cancellationToken).ConfigureAwait(false);
        return owner;
    }

    /// <inheritdoc/>
    public async Task<LineageEntry> MergeAsync(
        Id<Customer> survivor, Id<Customer> absorbed, string by, string why, CancellationToken cancellationToken = default)
    {
        var keeps = await GetUnmergedAsync(survivor, cancellationToken).ConfigureAwait(false);
        var goes = await GetUnmergedAsync(absorbed, cancellationToken).ConfigureAwait(false);
        if (keeps.Kind != goes.Kind)
        {
            throw new DomainException("merge-one-kind", $"Customer {survivor} is a {keeps.Kind} and {absorbed} a {goes.Kind}; expected the same kind.");
        }

        var own = await records.ListByCustomerAsync(survivor, cancellationToken).ConfigureAwait(false);
        var moved = await records.ListByCustomerAsync(absorbed, cancellationToken).ConfigureAwait(false);
        goes.MergeInto(survivor);
        await customers.UpdateAsync(goes, cancellationToken).ConfigureAwait(false);
        var entry = Entry(
            LineageKind.Merged, survivor, absorbed, [.. moved.Select(record => record.Source)], by, why, clock.GetCurrentInstant());
        await MoveAsync(moved, survivor, entry, cancellationToken).ConfigureAwait(false);
        await DescribeAsync(keeps, [.. own, .. moved], cancellationToken).ConfigureAwait(false);
        return entry;
    }

    /// <inheritdoc/>
    public async Task<LineageEntry> UnmergeAsync(Id<LineageEntry> merge, string by, string why, CancellationToken cancellationToken = default)
    {
        if (await lineage.FindAsync(merge, cancellationToken).ConfigureAwait(false) is not { Kind: LineageKind.Merged, Other: { } absorbed } undone)
        {
            throw new DomainException("unmerge-needs-merge", $"'{merge}' is not a merge; expected the id of a lineage entry of kind {LineageKind.Merged}.");
        }

        var customer = await customers.GetByIdAsync(absorbed, cancellationToken).ConfigureAwait(false)
            ?? throw NoSuchCustomer(absorbed);
        EnsureNotErased(customer);
        if (customer.MergedInto is null)
        {
            throw new DomainException("unmerge-once", $"Customer {absorbed} is not merged; the merge {merge} is already undone.");
        }

        var holder = await lineage.ResolveIdAsync(undone.Customer, cancellationToken).ConfigureAwait(false) ?? throw NoSuchCustomer(undone.Customer);
        var held = await records.ListByCustomerAsync(holder, cancellationToken).ConfigureAwait(false);
        var goes = await BelongingAsync(undone, holder, cancellationToken).ConfigureAwait(false);
        var moved = held.Where(record => goes.Contains(record.Source)).ToList();
        customer.UndoMerge();
        await customers.UpdateAsync(customer, cancellationToken).ConfigureAwait(false);
        var entry = Entry(
            LineageKind.Unmerged, absorbed, holder, [.. moved.Select(record => record.Source)], by, why, clock.GetCurrentInstant()) with { Undoes = merge };
        await MoveAsync(moved, absorbed, entry, cancellationToken).ConfigureAwait(false);
        await DescribeAsync(customer, moved, cancellationToken).ConfigureAwait(false);
        await DescribeAsync(holder, [.. held.Except(moved)], cancellationToken).ConfigureAwait(false);
        return entry;
    }

    /// <inheritdoc/>
    public async Task<LineageEntry> SplitAsync(
        Id<Customer> customer, IReadOnlyCollection<SourceRef> parts, string by, string why, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var keeps = await GetUnmergedAsync(customer, cancellationToken).ConfigureAwait(false);
        var held = await records.ListByCustomerAsync(customer, cancellationToken).ConfigureAwait(false);
        var moved = held.Where(record => parts.Contains(record.Source)).ToList();
        if (moved.Count != parts.Distinct().Count() || moved.Count == 0 || moved.Count == held.Count)
        {
            throw new DomainException(
                "split-some",
                $"[{string.Join(", ", parts)}] cannot be split off customer {customer} with the records [{string.Join(", ", held.Select(record => record.Source))}]; " +
                "expected at least one of those records, and not all.");
        }

        var now = clock.GetCurrentInstant();
        var entry = Entry(LineageKind.Split, Id<Customer>.New(now), customer, [.. moved.Select(record => record.Source)], by, why, now);
        await MoveAsync(moved, entry.Customer, entry, cancellationToken).ConfigureAwait(false);
        await DescribeAsync(entry.Customer, moved, cancellationToken).ConfigureAwait(false);
        await DescribeAsync(keeps, [.. held.Except(moved)], cancellationToken).ConfigureAwait(false);
        return entry;
    }

    private static LineageEntry Entry(
        LineageKind kind, Id<Customer> customer, Id<Customer>? other, IReadOnlyList<SourceRef> moved, string by, string why, Instant at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new LineageEntry
        {
            Id = Id<LineageEntry>.New(at), Kind = kind, Customer = customer, Other = other, Records = moved, By = by, Why = why, At = at,
        };
    }

    private static DomainException NoSuchCustomer(Id<Customer> customer) =>
        new("customer-exists", $"Customer {customer} does not exist; expected the id of an existing customer.");

    /// <summary>Returns the records of a merge, and those linked later that match one of them.</summary>
    private async Task<HashSet<SourceRef>> BelongingAsync(LineageEntry merge, Id<Customer> holder, CancellationToken cancellationToken)
    {
        var belonging = merge.Records.ToHashSet();
        var decisions = await lineage.ListByCustomerAsync(holder, cancellationToken).ConfigureAwait(false);
        foreach (var link in decisions.Where(decision => decision.Kind == LineageKind.Linked && decision.At >= merge.At))
        {
            var joined = link.Records.ToHashSet();
            int before;
            do
            {
                before = belonging.Count;
                foreach (var match in link.Evidence)
                {
                    if (belonging.Contains(match.Left) && joined.Contains(match.Right))
                    {
                        belonging.Add(match.Right);
                    }
                    else if (belonging.Contains(match.Right) && joined.Contains(match.Left))
                    {
                        belonging.Add(match.Left);
                    }
                }
            }
            while (belonging.Count > before);
        }

        return belonging;
    }

    private async Task<Customer> GetUnmergedAsync(Id<Customer> id, CancellationToken cancellationToken)
    {
        var customer = await customers.GetByIdAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NoSuchCustomer(id);
        if (customer.MergedInto is { } survivor)
        {
            throw new DomainException("merged-elsewhere", $"Customer {id} is merged into {survivor}; use that one, or undo the merge first.");
        }

        EnsureNotErased(customer);
        return customer;
    }

    private static void EnsureNotErased(Customer customer)
    {
        if (customer.Erasure is { } erasure)
        {
            throw new DomainException(
                "erased-stays-erased", $"Customer {customer.Id} cannot be merged or split: its personal data was erased on {erasure.At}.");
        }
    }

    private async Task MoveAsync(IReadOnlyList<SourceRecord> moved, Id<Customer> to, LineageEntry entry, CancellationToken cancellationToken)
    {
        await records.AssignAsync([.. moved.Select(record => new RecordAssignment(record.Source, to))], cancellationToken).ConfigureAwait(false);
        await lineage.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
        unitOfWork.Publish(IdentityMessages.Of(entry));
    }

    private async Task DescribeAsync(Id<Customer> id, IReadOnlyList<SourceRecord> cluster, CancellationToken cancellationToken)
    {
        if (await customers.GetByIdAsync(id, cancellationToken).ConfigureAwait(false) is { } customer)
        {
            await DescribeAsync(customer, cluster, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            customer = new Customer(id, cluster[0].Kind);
            customer.ApplyGoldenRecord(await GetGoldenRecordAsync(cluster, cancellationToken).ConfigureAwait(false));
            await customers.AddAsync(customer, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DescribeAsync(Customer customer, IReadOnlyList<SourceRecord> cluster, CancellationToken cancellationToken)
    {
        if (cluster.Count > 0 && customer.Erasure is null)
        {
            customer.ApplyGoldenRecord(await GetGoldenRecordAsync(cluster, cancellationToken).ConfigureAwait(false));
            await customers.UpdateAsync(customer, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<GoldenRecord> GetGoldenRecordAsync(IReadOnlyList<SourceRecord> cluster, CancellationToken cancellationToken)
    {
        var consents = await timeline.ListByRecordsAsync(
            [.. cluster.Select(record => record.Source)], ConsentChanged.Definition, cancellationToken).ConfigureAwait(false);
        return survivorship.GetGoldenRecord(cluster, [.. consents.OfType<ConsentChanged>()]);
    }
}
