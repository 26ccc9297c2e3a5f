using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Privacy;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Hosting;

/// <summary>
/// AutoCrm as one scope of a host sees it: everything a host usually needs, in one place. Create a scope per request or message, make the changes,
/// and commit.
/// </summary>
public sealed class CrmSession(IServiceProvider services)
{
    /// <summary>Makes the store ready for this version of AutoCrm.</summary>
    /// <exception cref="InvalidOperationException">AutoCrm cannot work as it is registered, or the store is of a later version.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        services.GetRequiredService<StartupValidation>().Validate();
        return services.GetRequiredService<IStoreSetup>().MigrateAsync(cancellationToken);
    }

    /// <summary>Reads interchange files.</summary>
    public ImportService Import => services.GetRequiredService<ImportService>();

    /// <summary>Decides on identities one at a time.</summary>
    public IdentityService Identity => services.GetRequiredService<IdentityService>();

    /// <summary>Resolves the identities of the whole base.</summary>
    public IdentityResolution Resolution => services.GetRequiredService<IdentityResolution>();

    /// <summary>Appends and reads events.</summary>
    public ITimeline Timeline => services.GetRequiredService<ITimeline>();

    /// <summary>Assesses customers.</summary>
    public AssessmentService Assessment => services.GetRequiredService<AssessmentService>();

    /// <summary>Finds customers by where they stand.</summary>
    public IAssessmentQueries AssessmentQueries => services.GetRequiredService<IAssessmentQueries>();

    /// <summary>Shows everything known of a customer.</summary>
    public CustomerProfiles Profiles => services.GetRequiredService<CustomerProfiles>();

    /// <summary>Exports and erases what is held about a person.</summary>
    public IPrivacyService Privacy => services.GetRequiredService<IPrivacyService>();

    /// <summary>Keeps the customers.</summary>
    public IRepository<Customer> Customers => services.GetRequiredService<IRepository<Customer>>();

    /// <summary>Commits everything that was enqueued in this scope, or nothing.</summary>
    public Task CommitAsync(CancellationToken cancellationToken = default) =>
        services.GetRequiredService<IUnitOfWork>().CommitAsync(cancellationToken);
}
