namespace AutoCrm.Timeline;

/// <summary>A test drive was taken (试驾).</summary>
public sealed record TestDriveTaken : CustomerEvent
{
    /// <summary>The kind <c>test_drive_taken</c>.</summary>
    public static EventKind Definition { get; } = new("test_drive_taken", 2, () => new TestDriveTaken())
    {
        IsCommercial = true,
        ValueComponent = "cost_to_acquire",
    };

    /// <inheritdoc/>
    public override EventKind Kind => Definition;
}
