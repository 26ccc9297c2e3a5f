using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Rows;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>The columns of the tables of rows with what they hold, for lists of rows and bulk loads.</summary>
internal static class TableColumns
{
    public static readonly IReadOnlyList<RelationalColumn> Record = Of(
        RecordColumns.Names, integers: "kind, gender, marketing_consent, updated_at, recorded_at");

    public static readonly IReadOnlyList<RelationalColumn> NewRecord =
    [
        .. Of("system_no, key, customer_id, known_since, first_recorded_at", integers: "system_no, known_since, first_recorded_at", ids: "customer_id"),
        .. Record,
        new("content_hash", ColumnType.Integer),
    ];

    public static readonly IReadOnlyList<RelationalColumn> Event =
    [
        .. Of(
            EventColumns.Names,
            integers: "system_no, occurred_at, recorded_at, odometer_km, direction, ref_system_no",
            decimals: "amount, margin, score"),
        new("superseded_at", ColumnType.Integer),
        new("content_hash", ColumnType.Integer),
    ];

    public static readonly IReadOnlyList<RelationalColumn> Vehicle =
    [
        .. Of($"system_no, key, {VehicleRows.Columns}", integers: "system_no, recorded_at, model_year"),
        new("content_hash", ColumnType.Integer),
    ];

    public static readonly IReadOnlyList<RelationalColumn> Lineage = Of(
        LineageRows.Columns, integers: "kind, decided_at", ids: "id, customer_id, other_id, undoes");

    public static readonly IReadOnlyList<RelationalColumn> Message = Of(
        OutboxRows.AddedColumns, integers: "occurred_at, recorded_at, shard", ids: "id");

    public static readonly IReadOnlyList<RelationalColumn> Replaced = Of("kind, system_no, key, content", integers: "system_no");

    public static readonly IReadOnlyList<RelationalColumn> Received = Of("consumer, message_id, subject, received_at", integers: "received_at", ids: "message_id");

    public static readonly IReadOnlyList<RelationalColumn> Customer = Of("customer_id", ids: "customer_id");

    /// <summary>A reference with its place in a batch.</summary>
    public static readonly IReadOnlyList<RelationalColumn> Reference = Of("ordinal, system_no, key", integers: "ordinal, system_no");

    /// <summary>The names, separated by commas, of texts unless they are named as something else.</summary>
    public static IReadOnlyList<RelationalColumn> Of(string names, string integers = "", string ids = "", string decimals = "")
    {
        var (whole, unique, exact) = (Split(integers), Split(ids), Split(decimals));
        return
        [
            .. names.Split(", ").Select(name => new RelationalColumn(
                name,
                whole.Contains(name) ? ColumnType.Integer : unique.Contains(name) ? ColumnType.Id : exact.Contains(name) ? ColumnType.Decimal : ColumnType.Text)),
        ];
    }

    /// <summary>The names, separated by commas.</summary>
    public static string Names(IEnumerable<RelationalColumn> columns, string prefix = "") => string.Join(", ", columns.Select(column => prefix + Parameters.Quote(column.Name)));

    private static HashSet<string> Split(string names) => [.. names.Split(", ")];
}
