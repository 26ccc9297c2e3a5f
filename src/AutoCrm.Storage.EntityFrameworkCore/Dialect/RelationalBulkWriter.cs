namespace AutoCrm.Storage.EntityFrameworkCore;

/// <summary>
/// Loads rows into a table the fastest way the database has, inside the transaction of its connection. Each row is written column by column, in the order of
/// the columns that were named. Used by one caller at a time.
/// </summary>
public abstract class RelationalBulkWriter : IAsyncDisposable
{
    /// <summary>Writes a missing value.</summary>
    public abstract void WriteNull();

    /// <summary>Writes a whole number, or an instant in ticks.</summary>
    public abstract void Write(long value);

    /// <summary>Writes a text as UTF-8.</summary>
    public abstract void WriteUtf8(ReadOnlySpan<byte> text);

    /// <summary>Writes a text.</summary>
    public abstract void Write(string text);

    /// <summary>Writes an id.</summary>
    public abstract void Write(Guid value);

    /// <summary>Writes an exact decimal with its number of decimals.</summary>
    public abstract void Write(decimal value);

    /// <summary>Writes a boolean.</summary>
    public abstract void Write(bool value);

    /// <summary>Ends a row. What has been written so far may be sent now.</summary>
    public abstract ValueTask EndRowAsync(CancellationToken cancellationToken);

    /// <summary>Sends what is left. The rows are in the table when it returns.</summary>
    /// <exception cref="System.Data.Common.DbException">The database refused the rows, as where a key is there already.</exception>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Ends the load; rows are discarded unless <see cref="CompleteAsync"/> was called.</summary>
    public abstract ValueTask DisposeAsync();
}
