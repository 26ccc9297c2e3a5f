using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.SharedKernel;

/// <summary>
/// A service that is made when it is first used. The definitions of a host, of which some take milliseconds to put together, so cost nothing before they are needed.
/// </summary>
/// <typeparam name="T">The service.</typeparam>
internal sealed class Deferred<T>(IServiceProvider services)
    where T : notnull
{
    public T Value => field ??= services.GetRequiredService<T>();
}
