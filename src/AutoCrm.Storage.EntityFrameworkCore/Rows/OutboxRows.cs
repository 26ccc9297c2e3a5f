using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads the messages that wait to be published.</summary>
internal sealed class OutboxRows(StoreSession session)
{
    public void Add(OutboxMessage message)
    {
        var insert = session.Prepare("INSERT INTO outbox (id, type, subject, occurred_at, data) VALUES ($1, $2, $3, $4, $5)");
        insert.Bind(1, message.Id);
        insert.BindText(2, message.Type);
        insert.BindText(3, message.Subject);
        insert.Bind(4, message.OccurredAt);
        insert.BindText(5, message.Data);
        insert.Execute();
    }

    public IReadOnlyList<OutboxMessage> Pending(int limit)
    {
        var select = session.Prepare(
            "SELECT id, type, subject, occurred_at, data FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT $1");
        select.Bind(1, (long)limit);
        var pending = new List<OutboxMessage>();
        while (select.Read())
        {
            pending.Add(new OutboxMessage(select.Guid(0), select.PooledString(1), select.Text(2), select.Instant(3), select.Text(4)));
        }

        return pending;
    }

    public void MarkPublished(Guid message, Instant at)
    {
        var update = session.Prepare("UPDATE outbox SET published_at = $1 WHERE id = $2 AND published_at IS NULL");
        update.Bind(1, at);
        update.Bind(2, message);
        update.Execute();
    }
}
