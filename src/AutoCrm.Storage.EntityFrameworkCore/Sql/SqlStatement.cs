using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>
/// A prepared statement of the driver. Parameters count from 1 and columns from 0. It stands between the stores and the driver
/// because bulk rows pay for every look-up of a parameter by name, every boxed value and every string that need not be made.
/// </summary>
internal abstract class SqlStatement : IDisposable
{
    public abstract void BindNull(int parameter);

    public abstract void Bind(int parameter, long value);

    public abstract void BindUtf8(int parameter, ReadOnlySpan<byte> text);

    public abstract void BindText(int parameter, string text);

    public abstract void BindBytes(int parameter, ReadOnlySpan<byte> bytes);

    /// <summary>Runs a statement that answers nothing, and makes it ready to run again.</summary>
    /// <returns>How many rows it changed.</returns>
    public abstract int Execute();

    /// <summary>Goes to the next row; after the last one the statement is ready to run again.</summary>
    public abstract bool Read();

    /// <summary>Gives up the rows that are left.</summary>
    public abstract void Reset();

    public abstract bool IsNull(int column);

    public abstract long Int64(int column);

    /// <summary>The bytes of a text or binary column, good until the next row.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract string Text(int column);

    /// <summary>A text of which many rows have the same; the same string is answered for it.</summary>
    public abstract string PooledString(int column);

    public abstract void Dispose();

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
        }
        else
        {
            BindText(parameter, value);
        }
    }

    public void Bind(int parameter, long? value)
    {
        if (value is { } number)
        {
            Bind(parameter, number);
        }
        else
        {
            BindNull(parameter);
        }
    }

    public void Bind(int parameter, Instant value) => Bind(parameter, value.ToUnixTimeTicks());

    public void Bind(int parameter, Instant? value) => Bind(parameter, value?.ToUnixTimeTicks());

    public void Bind(int parameter, LocalDate? value) => Bind(parameter, value is { } date ? LocalDatePattern.Iso.Format(date) : null);

    public void Bind(int parameter, decimal? value)
    {
        if (value is not { } number)
        {
            BindNull(parameter);
            return;
        }

        Span<byte> text = stackalloc byte[40];
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        BindUtf8(parameter, text[..length]);
    }

    public void Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        BindBytes(parameter, bytes);
    }

    public void Bind<T>(int parameter, Id<T> value) => Bind(parameter, value.Value);

    public void Bind<T>(int parameter, Id<T>? value)
    {
        if (value is { } id)
        {
            Bind(parameter, id.Value);
        }
        else
        {
            BindNull(parameter);
        }
    }

    /// <summary>Binds the value of a declared column.</summary>
    /// <exception cref="ArgumentException">It is of no type that columns have.</exception>
    public void BindColumn(int parameter, object? value)
    {
        switch (value)
        {
            case null:
                BindNull(parameter);
                break;
            case string text:
                BindText(parameter, text);
                break;
            case long number:
                Bind(parameter, number);
                break;
            case Guid id:
                Bind(parameter, id);
                break;
            case Instant instant:
                Bind(parameter, instant);
                break;
            case LocalDate date:
                Bind(parameter, (LocalDate?)date);
                break;
            case bool flag:
                Bind(parameter, flag ? 1L : 0L);
                break;
            case decimal amount:
                BindText(parameter, SortableDecimal.Format(amount));
                break;
            default:
                throw new ArgumentException($"A column cannot keep a {value.GetType().Name}.", nameof(value));
        }
    }

    /// <summary>The value of a declared column.</summary>
    public object? Column(int column, ColumnType type) => IsNull(column) ? null : type switch
    {
        ColumnType.Integer => Int64(column),
        ColumnType.Instant => Instant(column),
        ColumnType.Date => DateOrNull(column),
        ColumnType.Id => Guid(column),
        ColumnType.Boolean => Int64(column) != 0,
        ColumnType.Decimal => SortableDecimal.Parse(Text(column)),
        _ => Text(column),
    };

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public string? PooledStringOrNull(int column) => IsNull(column) ? null : PooledString(column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeTicks(Int64(column));

    public Instant? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public LocalDate? DateOrNull(int column) => IsNull(column) ? null : LocalDatePattern.Iso.Parse(Text(column)).Value;

    public decimal Decimal(int column) => decimal.Parse(Bytes(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    public Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    public Id<T> Id<T>(int column) => new(Guid(column));

    public Id<T>? IdOrNull<T>(int column) => IsNull(column) ? null : new Id<T>(Guid(column));

    /// <summary>The first column of the first row, as a number.</summary>
    public long? ReadNumber()
    {
        if (!Read())
        {
            return null;
        }

        long? number = IsNull(0) ? null : Int64(0);
        Reset();
        return number;
    }
}
