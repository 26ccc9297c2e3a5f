using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting.InMemory;

/// <content>Assessments.</content>
internal sealed partial class MemoryDraft
{
    public bool Save(AssessmentChange change)
    {
        EnsureOpen();
        var known = assessments.GetValueOrDefault(change.Customer);
        if ((known?.Stored.Revision ?? 0) != change.ExpectedRevision)
        {
            return false;
        }

        assessments[change.Customer] = new IndexedAssessment(
            new StoredAssessment(change.Customer, change.ExpectedRevision + 1, change.Document, known?.Stored.Latest), change.Columns);
        foreach (var message in change.Messages)
        {
            Publish(message);
        }

        return true;
    }

    public int Complete(CompletedRun run, Func<int, IReadOnlyList<OutboxMessage>> messages)
    {
        EnsureOpen();
        var merged = assessments.Keys.Where(IsMerged).ToList();
        assessments.RemoveRange(merged);
        latestRun = run;
        foreach (var message in messages(merged.Count))
        {
            Publish(message);
        }

        return merged.Count;
    }

    private bool IsMerged(Id<Customer> customer) =>
        Aggregates(Customer.Definition).GetValueOrDefault(customer.Value)?.Instance is Customer { MergedInto: not null };
}
