using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>An assessor with parameters that are fitted to the base before it is assessed.</summary>
public interface IFittedAssessor
{
    /// <summary>Whether <see cref="FitAsync"/> must be called before the base is assessed.</summary>
    bool NeedsFitting { get; }

    /// <summary>Fits the parameters.</summary>
    /// <param name="population">All histories, ordered by customer id; they can be enumerated once.</param>
    /// <param name="asOf">The instant of the assessment.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    Task FitAsync(IAsyncEnumerable<CustomerHistory> population, Instant asOf, CancellationToken cancellationToken = default);
}
