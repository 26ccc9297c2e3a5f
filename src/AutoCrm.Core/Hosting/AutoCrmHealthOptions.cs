namespace AutoCrm.Hosting;

/// <summary>When the health checks of AutoCrm warn.</summary>
public sealed class AutoCrmHealthOptions
{
    /// <summary>How long a message may wait in the outbox before the check of the outbox reports <c>Degraded</c>.</summary>
    /// <value>5 minutes by default.</value>
    public TimeSpan MaxOutboxAge { get; set; } = TimeSpan.FromMinutes(5);
}
