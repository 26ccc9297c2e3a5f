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
            OutboxRows.Bind(rows, message);
            rows.Bind(TableColumns.Message.Count + 1, 0L);
            rows.EndRow();
        }

        return rows;
    }

    private static readonly IReadOnlyList<RelationalColumn> Messages = [.. TableColumns.Message, new("attempts", ColumnType.Integer)];
}
