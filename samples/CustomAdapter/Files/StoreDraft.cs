using AutoCrm.SharedKernel;
using CustomAdapter.Stores;

namespace CustomAdapter.Files;

/// <summary>
/// What one commit is about to change. Nobody else sees it until then, and disposing without committing rolls back. What the
/// changes mean is said by the extensions beside each store.
/// </summary>
internal sealed class StoreDraft(StoreState basis, Action<IReadOnlyDictionary<string, object?>> commit, Action end) : IDisposable
{
    private readonly Dictionary<string, object?> changes = [];
    private readonly List<OutboxMessage> published = [];
    private bool ended;

    public T? Find<T>(string path)
        where T : class => changes.TryGetValue(path, out var changed) ? (T?)changed : basis.Find<T>(path);

    public IEnumerable<T> All<T>() => changes.Count == 0 ? basis.All<T>() : basis.With(changes).All<T>();

    public void Put(string path, object document)
    {
        EnsureOpen();
        changes[path] = document;
    }

    public void Remove(string path)
    {
        EnsureOpen();
        changes[path] = null;
    }

    public void Publish(IEnumerable<OutboxMessage> messages) => published.AddRange(messages);

    /// <summary>Refuses to go on after the end, when what is written would be lost.</summary>
    public void EnsureOpen() => ObjectDisposedException.ThrowIf(ended, this);

    public void Commit()
    {
        EnsureOpen();
        this.Add(published);
        commit(changes);
        Dispose();
    }

    public void Dispose()
    {
        if (!ended)
        {
            ended = true;
            end();
        }
    }
}
