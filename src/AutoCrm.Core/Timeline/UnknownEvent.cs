namespace AutoCrm.Timeline;

/// <summary>
/// A stored event whose kind is not registered with this host, as when a plug-in was removed. It is part of histories and changes no answer by its
/// kind; its own members are kept as they were written.
/// </summary>
public sealed record UnknownEvent : CustomerEvent
{
    private readonly EventKind kind;

    internal UnknownEvent(EventKind kind) => this.kind = kind;

    /// <summary>The kind, of which only the code is known.</summary>
    public override EventKind Kind => kind;

    /// <summary>The own members of the kind as JSON, where it had any.</summary>
    public string? Payload { get; init; }
}
