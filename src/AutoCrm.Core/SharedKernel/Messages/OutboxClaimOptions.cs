namespace AutoCrm.SharedKernel;

/// <summary>What a claim considers beside the order of subjects.</summary>
public sealed record OutboxClaimOptions
{
    /// <summary>The defaults.</summary>
    public static OutboxClaimOptions Default { get; } = new();

    /// <summary>
    /// Whether later messages of a subject wait for a parked one. Default: yes, as a receiver that misses one would build on what it does not know.
    /// </summary>
    public bool ParkedBlocksSubject { get; init; } = true;

    /// <summary>The shards to claim from, see <see cref="OutboxShards"/>. Default: <see langword="null"/> = all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public IReadOnlySet<int>? Shards
    {
        get;
        init
        {
            foreach (var shard in value ?? new HashSet<int>())
            {
                ArgumentOutOfRangeException.ThrowIfNegative(shard, nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, OutboxShards.Count, nameof(value));
            }

            field = value;
        }
    }
}
