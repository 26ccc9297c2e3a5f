using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Puts what is only ever added into lists of rows.</summary>
internal static class ServerRows
{
    public static RowList Of(IReadOnlyList<LineageEntry> entries)
    {
        var rows = new RowList(TableColumns.Lineage);
        foreach (var entry in entries)
        {
            LineageRows.Bind(rows, entry);
            rows.EndRow();
        }

        return rows;
    }

    public static RowList Of(IReadOnlyList<OutboxMessage> messages)
    {
        var rows = new RowList(Messages);
        foreach (var message in messages)
        {
            Bind(rows, message);
            rows.EndRow();
        }

        return rows;
    }

    /// <summary>Binds all of <see cref="Messages"/>.</summary>
    public static void Bind(RowList rows, OutboxMessage message)
    {
        OutboxRows.Bind(rows, message);
        rows.Bind(Messages.Count, 0L);
    }

    /// <summary>The columns of a message that is added.</summary>
    public static readonly IReadOnlyList<RelationalColumn> Messages = [.. TableColumns.Message, new("attempts", ColumnType.Integer)];

    public static RowList Of(IReadOnlyList<InboxEntry> entries)
    {
        var rows = new RowList(TableColumns.Received);
        foreach (var entry in entries)
        {
            rows.BindText(1, entry.Consumer);
            rows.Bind(2, entry.Message);
            rows.Bind(3, entry.Subject);
            rows.Bind(4, entry.ReceivedAt);
            rows.EndRow();
        }

        return rows;
    }
}
