using AutoCrm.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AutoCrm.Testing.Conformance;

/// <summary>Prepares a host for the conformance kits.</summary>
public static class SampleBuilderExtensions
{
    /// <summary>
    /// Adds what the kits bring as a plug-in does, <see cref="SampleCase"/>, <see cref="SampleTasting"/> and <see cref="SampleHappened"/>, and
    /// <see cref="SampleClock"/> as the clock.
    /// </summary>
    /// <param name="builder">The builder.</param>
    public static AutoCrmBuilder AddConformanceSamples(this AutoCrmBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IClock>(new SampleClock());
        return builder.AddAggregate(SampleCase.Definition).AddEventKind(SampleTasting.Definition).AddMessage(SampleHappened.Definition)
            .AddAssessment<SampleMood, SampleMoodAssessor>(SampleMood.Definition);
    }
}
