using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Import;
using AutoCrm.Privacy;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AutoCrm.Hosting;

/// <summary>
/// AutoCrm as one scope of a host sees it: everything a host usually needs, in one place. Create a scope per request or message, make the changes,
/// and commit.
/// </summary>
public sealed class CrmSession(IServiceProvider services)
{
    private const int LongestWaitMilliseconds = 250;

    /// <summary>Makes the store ready for this version of AutoCrm.</summary>
    /// <exception cref="InvalidOperationException">AutoCrm cannot work as it is registered, or the store is of a later version.</exception>
    /// <exception cref="StoreException">The store failed, as where it cannot be opened or written.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        services.GetRequiredService<StartupValidation>().Validate();
        return services.GetRequiredService<IStoreSetup>().MigrateAsync(cancellationToken);
    }

    /// <summary>Reads interchange files.</summary>
    public IImportService Import => services.GetRequiredService<IImportService>();

    /// <summary>Decides on identities one at a time.</summary>
    public IIdentityService Identity => services.GetRequiredService<IIdentityService>();

    /// <summary>Resolves the identities of the whole base.</summary>
    public IIdentityResolution Resolution => services.GetRequiredService<IIdentityResolution>();

    /// <summary>Appends and reads events.</summary>
    public ITimeline Timeline => services.GetRequiredService<ITimeline>();

    /// <summary>Assesses customers.</summary>
    public IAssessmentService Assessment => services.GetRequiredService<IAssessmentService>();

    /// <summary>Finds customers by where they stand.</summary>
    public IAssessmentQueries AssessmentQueries => services.GetRequiredService<IAssessmentQueries>();

    /// <summary>Shows everything known of a customer.</summary>
    public ICustomerProfiles Profiles => services.GetRequiredService<ICustomerProfiles>();

    /// <summary>Finds customers by phone, e-mail address, vehicle, licence plate or name.</summary>
    public ICustomerSearch Search => services.GetRequiredService<ICustomerSearch>();

    /// <summary>Exports and erases what is held about a person.</summary>
    public IPrivacyService Privacy => services.GetRequiredService<IPrivacyService>();

    /// <summary>Keeps the customers.</summary>
    public IRepository<Customer> Customers => services.GetRequiredService<IRepository<Customer>>();

    /// <summary>
    /// Does a unit of work in a scope of its own and commits it; one that lost a race is done again in a new scope, after a short random wait. What this
    /// session has enqueued is not committed by it.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work. It may be done several times, so it reads what it builds on, and has no effects but on the session it is given.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <exception cref="ConcurrencyException">It lost each of <see cref="AutoCrmOptions.CommitAttempts"/> races.</exception>
    /// <exception cref="StoreException">The store failed; the work is not done again.</exception>
    public async Task<T> ExecuteAsync<T>(Func<CrmSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        var attempts = services.GetRequiredService<IOptions<AutoCrmOptions>>().Value.CommitAttempts;
        for (var attempt = 1; ; attempt++)
        {
            var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                try
                {
                    var session = scope.ServiceProvider.GetRequiredService<CrmSession>();
                    var result = await work(session, cancellationToken).ConfigureAwait(false);
                    await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
                catch (ConcurrencyException)
                {
                    var logger = services.GetRequiredService<Loggers>().Hosting;
                    if (attempt == attempts)
                    {
                        logger.UnitOfWorkGivenUp(attempts);
                        throw;
                    }

                    logger.UnitOfWorkLostRace(attempt, attempts);
                }
            }

            // Who waits at random does not meet the same rival again.
            var longest = Math.Min(LongestWaitMilliseconds, 1 << Math.Min(attempt + 2, 20));
            await Task.Delay(Random.Shared.Next(longest), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="ExecuteAsync{T}(Func{CrmSession, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task ExecuteAsync(Func<CrmSession, CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return ExecuteAsync(
            async (session, token) =>
            {
                await work(session, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Commits everything that was enqueued in this scope, or nothing.</summary>
    public Task CommitAsync(CancellationToken cancellationToken = default) =>
        services.GetRequiredService<IUnitOfWork>().CommitAsync(cancellationToken);
}
