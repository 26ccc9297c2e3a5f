using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>
/// Takes the values of a row: the parameters of a statement, or the columns of a bulk load. Parameters count from 1 and are bound in their order.
/// The virtual members bind as a database does that has integers, texts and blobs only.
/// </summary>
internal abstract class RowBinder
{
    public abstract void BindNull(int parameter);

    public abstract void Bind(int parameter, long value);

    public abstract void BindUtf8(int parameter, ReadOnlySpan<byte> text);

    public abstract void BindText(int parameter, string text);

    public abstract void BindBytes(int parameter, ReadOnlySpan<byte> bytes);

    /// <summary>Binds an id, whose order is that of its bytes.</summary>
    public virtual void Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        BindBytes(parameter, bytes);
    }

    /// <summary>Binds an exact decimal that is read back as it was written, with its number of decimals.</summary>
    public virtual void Bind(int parameter, decimal value)
    {
        Span<byte> text = stackalloc byte[40];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        BindUtf8(parameter, text[..length]);
    }

    /// <summary>Binds the value of a declared column of decimals, which are compared and ordered as numbers.</summary>
    public virtual void BindComparable(int parameter, decimal value) => BindText(parameter, SortableDecimal.Format(value));

    /// <summary>Binds the value of a declared column of booleans.</summary>
    public virtual void Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

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

    public void Bind(int parameter, decimal? value)
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
                Bind(parameter, flag);
                break;
            case decimal amount:
                BindComparable(parameter, amount);
                break;
            default:
                throw new ArgumentException($"A column cannot keep a {value.GetType().Name}.", nameof(value));
        }
    }
}
