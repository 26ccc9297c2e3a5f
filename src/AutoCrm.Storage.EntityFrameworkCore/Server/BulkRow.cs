using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Binds the columns of one row after the other straight into a bulk load.</summary>
internal sealed class BulkRow(RelationalBulkWriter writer) : RowBinder
{
    private int written;

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        written = 0;
        return writer.EndRowAsync(cancellationToken);
    }

    public override void BindNull(int parameter)
    {
        Next(parameter);
        writer.WriteNull();
    }

    public override void Bind(int parameter, long value)
    {
        Next(parameter);
        writer.Write(value);
    }

    public override void BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Next(parameter);
        writer.WriteUtf8(text);
    }

    public override void BindText(int parameter, string text)
    {
        Next(parameter);
        writer.Write(text);
    }

    public override void BindBytes(int parameter, ReadOnlySpan<byte> bytes) => throw new NotSupportedException("Rows hold no bytes.");

    public override void Bind(int parameter, Guid value)
    {
        Next(parameter);
        writer.Write(value);
    }

    public override void Bind(int parameter, decimal value)
    {
        Next(parameter);
        writer.Write(value);
    }

    public override void BindComparable(int parameter, decimal value) => Bind(parameter, value);

    public override void Bind(int parameter, bool value)
    {
        Next(parameter);
        writer.Write(value);
    }

    public static void Write(RelationalBulkWriter writer, object? value)
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

    private void Next(int parameter)
    {
        if (parameter != ++written)
        {
            throw new InvalidOperationException($"Column {parameter} was bound as the {written}th of its row; columns are bound in their order.");
        }
    }
}
