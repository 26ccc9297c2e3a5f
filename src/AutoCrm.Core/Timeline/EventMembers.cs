using System.Text.Json.Serialization;

namespace AutoCrm.Timeline;

/// <summary>The members that events of all kinds have, as JSON.</summary>
internal sealed record EventMembers : CustomerEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EventKind Kind => throw new NotSupportedException("The kind is written beside the common members.");
}
