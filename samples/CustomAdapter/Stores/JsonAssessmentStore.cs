using System.Runtime.CompilerServices;
using System.Text.Json;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>The latest assessment of each customer and the one before, a file per customer.</summary>
internal sealed class JsonAssessmentStore(JsonFileStore store) : IAssessmentStore
{
    public Task<StoredAssessment?> FindAsync(Id<Customer> customer, CancellationToken cancellationToken = default) =>
        Task.FromResult(Find(store.State, customer));

    public async IAsyncEnumerable<StoredAssessment> StreamAsync(
        CustomerRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var known in store.State.All<AssessmentFile>().Where(known => range.Contains(known.Customer)).OrderBy(known => known.Customer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Read(known);
        }
    }

    public async Task<IReadOnlyList<bool>> SaveAsync(IReadOnlyList<AssessmentChange> changes, CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        bool[] saved = [.. changes.Select(change => Save(draft, change))];
        draft.Commit();
        return saved;
    }

    public Task<CompletedRun?> FindLatestRunAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(store.State.All<RunDocument>().MaxBy(run => run.Number)?.Run);

    public async Task<int> CompleteRunAsync(
        CompletedRun run, Func<int, IReadOnlyList<OutboxMessage>> messages, CancellationToken cancellationToken = default)
    {
        using var draft = await store.BeginAsync(cancellationToken).ConfigureAwait(false);
        var merged = draft.All<AssessmentFile>().Where(known => store.State.CustomerOf(known.Customer)?.MergedInto is not null).ToList();
        merged.ForEach(known => draft.Remove(PathOf(known.Customer)));
        var number = 1 + draft.All<RunDocument>().Select(known => known.Number).DefaultIfEmpty().Max();
        draft.Put($"assessment-runs/{number:D19}.json", new RunDocument(number, run));
        draft.Publish(messages(merged.Count));
        draft.Commit();
        return merged.Count;
    }

    public static StoredAssessment? Find(StoreState state, Id<Customer> customer) =>
        state.Find<AssessmentFile>(PathOf(customer)) is { } known ? Read(known) : null;

    private static bool Save(StoreDraft draft, AssessmentChange change)
    {
        var known = draft.Find<AssessmentFile>(PathOf(change.Customer));
        if ((known?.Revision ?? 0) != change.ExpectedRevision)
        {
            return false;
        }

        var latest = new AssessmentVersion(change.Document.AsOf, change.Document.ValidUntil, JsonElement.Parse(change.Document.Content.Span));
        draft.Put(PathOf(change.Customer), new AssessmentFile(change.Customer, change.ExpectedRevision + 1, latest, known?.Latest));
        draft.Publish(change.Messages);
        return true;
    }

    private static StoredAssessment Read(AssessmentFile file) =>
        new(file.Customer, file.Revision, Read(file.Latest), file.Previous is { } previous ? Read(previous) : null);

    /// <summary>In the file the content is indented; AutoCrm compares it as it was written.</summary>
    private static AssessmentDocument Read(AssessmentVersion version) =>
        new(version.AsOf, version.ValidUntil, JsonSerializer.SerializeToUtf8Bytes(version.Content, AutoCrmJson.Options));

    private static string PathOf(Id<Customer> customer) => FileNames.Of("assessments", customer.Value);
}
