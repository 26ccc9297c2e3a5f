using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using AutoCrm.Storage.EntityFrameworkCore;

namespace AutoCrm.PostgreSql.Tests.Dialects;

/// <summary>A bulk load for a database that has none: one INSERT for many rows.</summary>
internal sealed class InsertWriter(RelationalDialect dialect, DbConnection connection, string table, IReadOnlyList<RelationalColumn> columns) : RelationalBulkWriter
{
    private const int MostParameters = 2_000;

    private readonly List<object?> values = [];

    public override void WriteNull() => values.Add(null);

    public override void Write(long value) => values.Add(value);

    public override void WriteUtf8(ReadOnlySpan<byte> text) => values.Add(Encoding.UTF8.GetString(text));

    public override void Write(string text) => values.Add(text);

    public override void Write(Guid value) => values.Add(value);

    public override void Write(decimal value) => values.Add(value);

    public override void Write(bool value) => values.Add(value);

    public override ValueTask EndRowAsync(CancellationToken cancellationToken) =>
        values.Count + columns.Count > MostParameters ? SendAsync(cancellationToken) : ValueTask.CompletedTask;

    public override ValueTask CompleteAsync(CancellationToken cancellationToken) => values.Count > 0 ? SendAsync(cancellationToken) : ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns are those of the store.")]
    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await using var insert = connection.CreateCommand();
        var rows = Enumerable.Range(0, values.Count / columns.Count).Select(row => $"({string.Join(", ", columns.Select((_, i) => $"${(row * columns.Count) + i + 1}"))})");
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES {string.Join(", ", rows)}";
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = dialect.CreateParameter(values[i]);
            parameter.ParameterName = dialect.NameOf(i + 1);
            insert.Parameters.Add(parameter);
        }

        values.Clear();
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
