namespace AutoCrm.Hosting;

/// <summary>Makes the store ready for this version of AutoCrm. A host calls it when it is deployed or when it starts.</summary>
public interface IStoreSetup
{
    /// <summary>Creates what is missing and changes what is of an earlier version; what is up to date is left as it is.</summary>
    Task MigrateAsync(CancellationToken cancellationToken = default);
}
