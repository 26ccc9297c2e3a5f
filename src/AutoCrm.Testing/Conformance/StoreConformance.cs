using AutoCrm.SharedKernel;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>A fresh, empty store of an adapter. Disposing it removes the store with all it holds.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>The services of a host that uses the adapter, as <c>AddAutoCrm</c> registers them.</summary>
    IServiceProvider Services { get; }

    /// <summary>
    /// The files in which the store keeps what it holds, of which the kits make sure that nothing is left of erased data; empty for a store without files.
    /// </summary>
    IReadOnlyList<string> Files => [];
}

/// <summary>
/// The base of the conformance kits of stores. An integrator derives one class from each kit and gives nothing but the means to
/// make an empty store.
/// </summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private IStoreFixture? fixture;

    /// <summary>The services of the store under test.</summary>
    protected IServiceProvider Services =>
        fixture?.Services ?? throw new InvalidOperationException("The store is made by InitializeAsync, which has not run.");

    /// <summary>The files of the store under test.</summary>
    private protected IReadOnlyList<string> Files => fixture?.Files ?? [];

    /// <summary>The clock of the host under test.</summary>
    private protected SampleClock Clock => Services.GetRequiredService<IClock>() as SampleClock
        ?? throw new InvalidOperationException("The host under test does not use SampleClock; call AddConformanceSamples where it is built.");

    private protected IOutbox Outbox => Services.GetRequiredService<IOutbox>();

    /// <summary>Ends with the test.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => fixture = await CreateAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (fixture is not null)
        {
            await fixture.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a fresh, empty store, ready for use.</summary>
    protected abstract Task<IStoreFixture> CreateAsync();

    /// <summary>All messages that can be claimed now, which are given back.</summary>
    private protected async Task<IReadOnlyList<OutboxMessage>> ListPendingAsync()
    {
        var claimed = await Outbox.ClaimAsync("kit", int.MaxValue, Duration.FromHours(1), cancellationToken: Cancellation);
        if (claimed.Count > 0)
        {
            Assert.Equal(claimed.Count, await Outbox.ReleaseAsync(claimed[0].Lease, Cancellation));
        }

        return [.. claimed.Select(message => message.Message)];
    }

    /// <summary>Does something in a scope of its own.</summary>
    protected async Task InScopeAsync(Func<StoreScope, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var scope = Services.CreateAsyncScope();
        await work(new StoreScope(scope.ServiceProvider));
    }

    /// <summary>Asks something in a scope of its own.</summary>
    protected async Task<T> InScopeAsync<T>(Func<StoreScope, Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        await using var scope = Services.CreateAsyncScope();
        return await ask(new StoreScope(scope.ServiceProvider));
    }
}
