using AutoCrm.Hosting;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Opens the folder, which makes it where it is missing and finishes a commit that a crash interrupted.</summary>
internal sealed class JsonSetup(JsonFileStore store) : IStoreSetup
{
    public Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        _ = store.State;
        return Task.CompletedTask;
    }

    /// <summary>Folders are made as they are needed, so there is nothing to review.</summary>
    public Task<string> ScriptAsync(CancellationToken cancellationToken = default) => Task.FromResult("");
}
