namespace AutoCrm.Storage;

/// <summary>The messages of an outbox within one change of it, as <see cref="StoreOutbox"/> selects among them.</summary>
public interface IOutboxEntries
{
    /// <summary>The messages that are not published, parked ones among them, in the order of their sequence.</summary>
    IEnumerable<OutboxEntry> Unpublished { get; }

    /// <summary>The messages that are published and not purged, in any order.</summary>
    IEnumerable<OutboxEntry> Published { get; }

    /// <summary>Returns a message that is not published, or <see langword="null"/> if there is none with the id.</summary>
    OutboxEntry? FindUnpublished(Guid message);
}
