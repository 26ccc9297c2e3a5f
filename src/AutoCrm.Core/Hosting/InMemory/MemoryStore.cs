namespace AutoCrm.Hosting.InMemory;

/// <summary>Holds the committed state and lets one writer at a time prepare the next.</summary>
internal sealed class MemoryStore : IDisposable
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private volatile MemoryState? state;

    /// <summary>The committed state. The empty one is made when it is first asked for, so that a host that uses another store never pays for it.</summary>
    public MemoryState State => state ?? MemoryState.Empty;

    public async Task<MemoryDraft> BeginAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new MemoryDraft(State, Commit, () => writing.Release());
    }

    public void Dispose() => writing.Dispose();

    private void Commit(MemoryState next) => state = next;
}
