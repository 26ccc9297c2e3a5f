using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;

namespace AutoCrm.Samples.Tests;

/// <summary>Another plug-in with a stage, which knows nothing of the coffee corner.</summary>
internal sealed class TrackDayPlugin : IAutoCrmPlugin
{
    public static Stage Racer { get; } = new("TrackRacer");

    public string Name => "track-day";

    public Version Version => new(2, 0);

    public void Configure(AutoCrmBuilder builder) => builder
        .AddEventKind(TrackDriven.Definition)
        .ExtendLifecycle(lifecycle => lifecycle
            .Stages(new StageDefinition(Racer, retention: 0.9m))
            .On(TrackDriven.Definition).FromAnyBut(Racer).To(Racer));
}

/// <summary>A customer drove on the track.</summary>
internal sealed record TrackDriven : CustomerEvent
{
    public static EventKind Definition { get; } = new("track_driven", 110, () => new TrackDriven());

    public override EventKind Kind => Definition;
}
