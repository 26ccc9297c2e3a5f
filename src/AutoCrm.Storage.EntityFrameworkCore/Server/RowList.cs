using System.Data.Common;
using System.Text;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Rows that a statement takes as parameters, one a column. Each row is bound column by column, beginning with 1, and ended.</summary>
internal sealed class RowList(IReadOnlyList<RelationalColumn> columns) : RowBinder
{
    private readonly List<object?>[] values = [.. columns.Select(_ => new List<object?>())];

    public IReadOnlyList<RelationalColumn> Columns => columns;

    public int Count { get; private set; }

    public void EndRow()
    {
        Count++;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Count != Count)
            {
                throw new InvalidOperationException($"Column {columns[i].Name} of row {Count} was bound {values[i].Count - Count + 1} times.");
            }
        }
    }

    public override void BindNull(int parameter) => values[parameter - 1].Add(null);

    public override void Bind(int parameter, long value) => values[parameter - 1].Add(value);

    public override void BindUtf8(int parameter, ReadOnlySpan<byte> text) => values[parameter - 1].Add(Encoding.UTF8.GetString(text));

    public override void BindText(int parameter, string text) => values[parameter - 1].Add(text);

    public override void BindBytes(int parameter, ReadOnlySpan<byte> bytes) => throw new NotSupportedException("Rows hold no bytes.");

    public override void Bind(int parameter, Guid value) => values[parameter - 1].Add(value);

    public override void Bind(int parameter, decimal value) => values[parameter - 1].Add(value);

    public override void BindComparable(int parameter, decimal value) => values[parameter - 1].Add(value);

    public override void Bind(int parameter, bool value) => values[parameter - 1].Add(value);

    /// <summary>The list as an item of FROM.</summary>
    public string Text(RelationalDialect dialect, int firstParameter = 1) => dialect.Rows(columns, firstParameter);

    public IEnumerable<DbParameter> CreateParameters(RelationalDialect dialect) => values.Select((column, i) => dialect.CreateListParameter(columns[i].Type, ToArray(columns[i].Type, column)));

    /// <summary>Writes the rows to a bulk load.</summary>
    public async ValueTask WriteAsync(RelationalBulkWriter writer, CancellationToken cancellationToken)
    {
        for (var row = 0; row < Count; row++)
        {
            foreach (var column in values)
            {
                Write(writer, column[row]);
            }

            await writer.EndRowAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Write(RelationalBulkWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case long number:
                writer.Write(number);
                break;
            case string text:
                writer.Write(text);
                break;
            case Guid id:
                writer.Write(id);
                break;
            case decimal amount:
                writer.Write(amount);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            default:
                throw new ArgumentException($"A column cannot keep a {value.GetType().Name}.", nameof(value));
        }
    }

    private static Array ToArray(ColumnType type, List<object?> values) => type switch
    {
        ColumnType.Integer or ColumnType.Instant => values.ConvertAll(value => (long?)value).ToArray(),
        ColumnType.Id => values.ConvertAll(value => (Guid?)value).ToArray(),
        ColumnType.Decimal => values.ConvertAll(value => (decimal?)value).ToArray(),
        ColumnType.Boolean => values.ConvertAll(value => (bool?)value).ToArray(),
        _ => values.ConvertAll(value => (string?)value).ToArray(),
    };
}
