using System.IO.Hashing;
using System.Text;

namespace AutoCrm.SharedKernel;

/// <summary>
/// Subjects fall into shards, so that several relays share an outbox without taking the messages of a subject out of order. The shard of a subject
/// never changes: stores keep it.
/// </summary>
public static class OutboxShards
{
    /// <summary>How many shards there are; they are numbered from 0.</summary>
    public const int Count = 64;

    /// <summary>The shard of a subject: XXH3 with 64 bits over its UTF-8, modulo <see cref="Count"/>.</summary>
    public static int Of(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(subject)) % Count);
    }
}
