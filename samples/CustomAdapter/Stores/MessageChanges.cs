using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Messages in a draft: those that leave and those that were received.</summary>
internal static class MessageChanges
{
    private const string Counter = "counters/outbox.json";

    public static string PathOf(OutboxEntry entry) => $"outbox/{entry.Sequence:D12}.json";

    public static string PathOf(string consumer, Guid message) => $"inbox/{FileNames.Escape(consumer)}+{message:D}.json";

    /// <summary>Adds messages after all that were ever added.</summary>
    public static void Add(this StoreDraft draft, IReadOnlyCollection<OutboxMessage> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        var last = draft.Find<CounterDocument>(Counter)?.Last ?? 0;
        foreach (var message in messages)
        {
            var entry = new OutboxEntry(++last, message);
            draft.Put(PathOf(entry), entry);
        }

        draft.Put(Counter, new CounterDocument(last));
    }

    public static void Receive(this StoreDraft draft, InboxEntry entry)
    {
        var path = PathOf(entry.Consumer, entry.Message);
        if (draft.Find<InboxEntry>(path) is not null)
        {
            throw entry.CreateConcurrencyException();
        }

        draft.Put(path, entry);
    }
}
