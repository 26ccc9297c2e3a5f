using AutoCrm.Hosting;

namespace MyPlugin;

/// <summary>What a car wash adds: an event, and how often a customer comes. A host takes it with <c>crm.AddPlugin&lt;CarWashPlugin&gt;()</c>.</summary>
public sealed class CarWashPlugin : IAutoCrmPlugin
{
    /// <inheritdoc/>
    public string Name => "wash";

    /// <inheritdoc/>
    public Version Version => new(1, 0);

    /// <inheritdoc/>
    public void Configure(AutoCrmBuilder builder) => builder
        .AddEventKind(CarWashed.Definition)
        .AddAssessment<WashHabit, WashHabitAssessor>(WashHabit.Definition);
}
