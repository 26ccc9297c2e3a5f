namespace AutoCrm.Hosting.InMemory;

/// <summary>Holds the committed state and lets one writer at a time prepare the next.</summary>
internal sealed class MemoryStore : IDisposable
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private volatile MemoryState state = MemoryState.Empty;

    public MemoryState State => state;

    public async Task<MemoryDraft> BeginAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new MemoryDraft(state, Commit, () => writing.Release());
    }

    public void Dispose() => writing.Dispose();

    private void Commit(MemoryState next) => state = next;
}
