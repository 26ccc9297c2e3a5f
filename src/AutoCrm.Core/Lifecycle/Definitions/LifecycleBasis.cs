namespace AutoCrm.Lifecycle;

/// <summary>The lifecycle that a host has chosen, before plug-ins add to it.</summary>
internal sealed record LifecycleBasis(LifecycleDefinition Definition);
