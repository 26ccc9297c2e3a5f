using System.Collections.Immutable;
using System.Text.Json;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;

namespace CustomAdapter.Files;

/// <summary>
/// The folder. Readers take <see cref="State"/>, which is in memory; one writer at a time prepares a <see cref="StoreDraft"/>, whose
/// changes go to the files and into the next state together.
/// </summary>
internal sealed class JsonFileStore : IDisposable
{
    private readonly string folder;
    private readonly JsonSerializerOptions json;
    private readonly Journal journal;
    private readonly Dictionary<string, Type> documentTypes;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Lock opening = new();
    private FileStream? owned;
    private volatile StoreState? state;

    public JsonFileStore(string folder, EventKinds kinds, AggregateDefinitions aggregates)
    {
        this.folder = Path.GetFullPath(folder);
        json = StoreJson.For(kinds);
        journal = new Journal(this.folder);
        documentTypes = aggregates.All.ToDictionary(definition => definition.Name, _ => typeof(AggregateDocument));
        foreach (var definition in aggregates.All)
        {
            documentTypes.Add(ReplacedAggregateDocument.FolderOf(definition.Name), typeof(ReplacedAggregateDocument));
        }

        documentTypes.Add("records", typeof(RecordDocument));
        documentTypes.Add("events", typeof(EventDocument));
        documentTypes.Add("vehicle-records", typeof(VehicleDocument));
        documentTypes.Add("lineage", typeof(LineageEntry));
        documentTypes.Add("assessments", typeof(AssessmentFile));
        documentTypes.Add("assessment-runs", typeof(RunDocument));
        documentTypes.Add("stale", typeof(StaleDocument));
        documentTypes.Add("outbox", typeof(OutboxEntry));
        documentTypes.Add("counters", typeof(CounterDocument));
        documentTypes.Add("inbox", typeof(InboxEntry));
    }

    /// <summary>What has been committed.</summary>
    /// <exception cref="IOException">Another process uses the folder.</exception>
    public StoreState State => state ?? Open();

    public async Task<StoreDraft> BeginAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var basis = State;

            // A commit that was decided and could not be carried out, as on a full disk, comes first.
            journal.Finish();
            return new StoreDraft(basis, Commit, () => writing.Release());
        }
        catch
        {
            writing.Release();
            throw;
        }
    }

    public void Dispose()
    {
        writing.Dispose();
        owned?.Dispose();
    }

    private StoreState Open()
    {
        lock (opening)
        {
            if (state is { } known)
            {
                return known;
            }

            Directory.CreateDirectory(folder);
            owned ??= new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            journal.Finish();
            return state = new StoreState(Read().ToImmutableDictionary());
        }
    }

    private IEnumerable<KeyValuePair<string, object>> Read()
    {
        foreach (var (name, type) in documentTypes)
        {
            var directory = Directory.CreateDirectory(Path.Combine(folder, name));
            foreach (var file in directory.EnumerateFiles("*.json"))
            {
                var document = JsonSerializer.Deserialize(File.ReadAllText(file.FullName), type, json)
                    ?? throw new InvalidDataException($"{file.FullName} holds no {type.Name}; restore the file from a backup.");
                yield return new($"{name}/{file.Name}", document);
            }
        }
    }

    /// <summary>
    /// All or nothing, also after a crash: nothing has happened until the journal is decided, and once it is, everything has.
    /// </summary>
    private void Commit(IReadOnlyDictionary<string, object?> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        journal.Decide(changes.ToDictionary(
            change => change.Key,
            change => change.Value is { } document ? JsonSerializer.Serialize(document, document.GetType(), json) : null));
        state = State.With(changes);
        try
        {
            journal.Finish();
        }
        catch (IOException)
        {
            // The commit is decided, so the caller must not be told that it failed. The next writer, or the next start, finishes it,
            // and is told if that still cannot be done.
        }
    }
}
