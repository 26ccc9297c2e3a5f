namespace AutoCrm.Hosting.InMemory;

/// <summary>Memory needs no setting up.</summary>
internal sealed class MemorySetup : IStoreSetup
{
    public Task MigrateAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<string> ScriptAsync(CancellationToken cancellationToken = default) => Task.FromResult("");
}
