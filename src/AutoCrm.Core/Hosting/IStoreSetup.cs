using AutoCrm.SharedKernel;

namespace AutoCrm.Hosting;

/// <summary>Makes the store ready for this version of AutoCrm and the registered definitions. A host calls it when it is deployed or when it starts.</summary>
public interface IStoreSetup
{
    /// <summary>Creates what is missing and changes what is of an earlier version; what is up to date is left as it is.</summary>
    /// <exception cref="InvalidOperationException">The store is of a later version, or a definition cannot be applied to what is stored.</exception>
    /// <exception cref="StoreException">The store failed, as where it cannot be opened or written.</exception>
    Task MigrateAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The statements that <see cref="MigrateAsync"/> would carry out, for a database administrator to read; empty where the store is up to date
    /// or has no schema.
    /// </summary>
    Task<string> ScriptAsync(CancellationToken cancellationToken = default);
}
