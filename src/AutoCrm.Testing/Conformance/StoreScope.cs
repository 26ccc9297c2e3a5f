using AutoCrm.Identity;
using AutoCrm.Privacy;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Testing.Conformance;

/// <summary>The ports of one scope.</summary>
/// <param name="services">The services of the scope.</param>
public sealed class StoreScope(IServiceProvider services)
{
    /// <summary>The unit of work.</summary>
    public IUnitOfWork UnitOfWork => services.GetRequiredService<IUnitOfWork>();

    /// <summary>The messages received.</summary>
    public IInbox Inbox => services.GetRequiredService<IInbox>();

    /// <summary>The timeline.</summary>
    public ITimeline Timeline => services.GetRequiredService<ITimeline>();

    /// <summary>The source records.</summary>
    public ISourceRecordStore Records => services.GetRequiredService<ISourceRecordStore>();

    /// <summary>The decisions on identity.</summary>
    public ILineage Lineage => services.GetRequiredService<ILineage>();

    /// <summary>The decisions on the identity of single customers.</summary>
    public IIdentityService Identity => services.GetRequiredService<IIdentityService>();

    /// <summary>The export and erasure of personal data.</summary>
    public IPrivacyService Privacy => services.GetRequiredService<IPrivacyService>();

    /// <summary>The search for customers.</summary>
    public ICustomerSearch Search => services.GetRequiredService<ICustomerSearch>();

    /// <summary>The repository of an aggregate.</summary>
    public IRepository<T> Repository<T>()
        where T : AggregateRoot => services.GetRequiredService<IRepository<T>>();

    /// <summary>The repository of an aggregate, for reading.</summary>
    public IReadRepository<T> ReadRepository<T>()
        where T : AggregateRoot => services.GetRequiredService<IReadRepository<T>>();

    /// <summary>Commits what the scope has enqueued.</summary>
    public Task CommitAsync(CancellationToken cancellationToken = default) => UnitOfWork.CommitAsync(cancellationToken);
}
