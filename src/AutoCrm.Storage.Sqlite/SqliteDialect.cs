using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;

namespace AutoCrm.Storage.Sqlite;

/// <summary>SQLite has integers, texts and blobs; decimals are kept as sortable text, as its floating point would round them.</summary>
internal sealed class SqliteDialect : SchemaDialect
{
    public override string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Instant or ColumnType.Boolean => "INTEGER",
        ColumnType.Id => "BLOB",
        _ => "TEXT",
    };
}
