using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>
/// A prepared statement. Parameters count from 1 and columns from 0. It stands between the stores and the driver because bulk rows pay for every
/// look-up of a parameter by name, every boxed value and every string that need not be made. A database in the same process answers at once.
/// </summary>
internal abstract class SqlStatement : RowBinder, IDisposable
{
    /// <summary>Runs a statement that answers nothing, and makes it ready to run again.</summary>
    /// <returns>How many rows it changed.</returns>
    public abstract ValueTask<int> ExecuteAsync();

    /// <summary>
    /// Runs a statement whose answer nobody waits for, and makes it ready to be bound again. A database across a network gets it with the next statement
    /// that is waited for, or with the commit.
    /// </summary>
    public abstract ValueTask EnqueueAsync();

    /// <summary>Goes to the next row; after the last one the statement is ready to run again.</summary>
    public abstract ValueTask<bool> ReadAsync();

    /// <summary>Gives up the rows that are left.</summary>
    public abstract void Reset();

    public abstract bool IsNull(int column);

    public abstract long Int64(int column);

    /// <summary>The bytes of a text or binary column, good until the next row.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract string Text(int column);

    /// <summary>A text of which many rows have the same; the same string is answered for it.</summary>
    public abstract string PooledString(int column);

    public virtual Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    public virtual decimal Decimal(int column) => decimal.Parse(Bytes(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    /// <summary>The value of a declared column of decimals.</summary>
    public virtual decimal ComparableDecimal(int column) => SortableDecimal.Parse(Text(column));

    /// <summary>The value of a declared column of booleans.</summary>
    public virtual bool Boolean(int column) => Int64(column) != 0;

    public abstract void Dispose();

    /// <summary>The value of a declared column.</summary>
    public object? Column(int column, ColumnType type) => IsNull(column) ? null : type switch
    {
        ColumnType.Integer => Int64(column),
        ColumnType.Instant => Instant(column),
        ColumnType.Date => DateOrNull(column),
        ColumnType.Id => Guid(column),
        ColumnType.Boolean => Boolean(column),
        ColumnType.Decimal => ComparableDecimal(column),
        _ => Text(column),
    };

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public string? PooledStringOrNull(int column) => IsNull(column) ? null : PooledString(column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeTicks(Int64(column));

    public Instant? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public LocalDate? DateOrNull(int column) => IsNull(column) ? null : LocalDatePattern.Iso.Parse(Text(column)).Value;

    public Id<T> Id<T>(int column) => new(Guid(column));

    public Id<T>? IdOrNull<T>(int column) => IsNull(column) ? null : new Id<T>(Guid(column));

    /// <summary>The first column of the first row, as a number.</summary>
    public async ValueTask<long?> ReadNumberAsync()
    {
        if (!await ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        long? number = IsNull(0) ? null : Int64(0);
        Reset();
        return number;
    }
}
