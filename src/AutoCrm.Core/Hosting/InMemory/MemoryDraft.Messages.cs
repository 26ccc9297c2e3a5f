using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using NodaTime;

namespace AutoCrm.Hosting.InMemory;

/// <content>Messages that leave and messages that were received.</content>
internal sealed partial class MemoryDraft : IOutboxEntries
{
    /// <summary>The messages that wait or are parked, in the order of their positions.</summary>
    public IEnumerable<OutboxEntry> Unpublished => outbox.Values;

    public IEnumerable<OutboxEntry> Published => published.Values;

    public OutboxEntry? FindUnpublished(Guid message) => outboxPositions.TryGetValue(message, out var position) ? outbox[position] : null;

    public void Put(OutboxEntry entry)
    {
        if (entry.PublishedAt is null)
        {
            outbox[entry.Sequence] = entry;
        }
        else
        {
            Remove(entry);
            published[entry.Sequence] = entry;
        }
    }

    public void Remove(OutboxEntry entry)
    {
        outbox.Remove(entry.Sequence);
        published.Remove(entry.Sequence);
        outboxPositions.Remove(entry.Message.Id);
    }

    public int PurgeReceived(Instant receivedBefore, int limit)
    {
        var old = inbox.Where(entry => entry.Value.ReceivedAt < receivedBefore).OrderBy(entry => entry.Value.ReceivedAt).Take(limit).Select(entry => entry.Key).ToList();
        inbox.RemoveRange(old);
        return old.Count;
    }

    public void Publish(OutboxMessage message)
    {
        lastPosition++;
        outbox.Add(lastPosition, new OutboxEntry(lastPosition, message));
        outboxPositions.Add(message.Id, lastPosition);
    }

    private void Receive(InboxEntry entry)
    {
        if (!inbox.TryAdd((entry.Consumer, entry.Message), entry))
        {
            throw entry.CreateConcurrencyException();
        }
    }
}
