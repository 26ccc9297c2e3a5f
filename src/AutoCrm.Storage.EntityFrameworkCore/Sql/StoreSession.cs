using System.Data.Common;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>
/// A connection inside a transaction, with the statements prepared on it so far. Who has it has it alone; disposing it returns it
/// to the pool and rolls back what was not committed.
/// </summary>
internal abstract class StoreSession : IDisposable
{
    private readonly Dictionary<string, SqlStatement> statements = [];

    protected StoreSession() => Systems = new SourceSystems(this);

    public abstract DbConnection Connection { get; }

    /// <summary>
    /// Ends a SELECT of rows that the transaction is about to build on, so that other writers wait. Databases with one writer at a time need none.
    /// </summary>
    public virtual string RowLock => "";

    /// <summary>The numbers of source systems.</summary>
    public SourceSystems Systems { get; }

    /// <summary>The statement of this text; the same text gives the same statement, so it is used by one reader at a time.</summary>
    public SqlStatement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements[sql] = statement = Compile(sql);
        }

        return statement;
    }

    /// <summary>Demands that what this transaction deletes or overwrites leaves no bytes behind once it has committed.</summary>
    public virtual void DiscardDeletedContent()
    {
    }

    public abstract void Commit();

    public abstract void Dispose();

    protected abstract SqlStatement Compile(string sql);

    /// <summary>Forgets all that holds on to the connection.</summary>
    protected void DropStatements()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
    }

    /// <summary>Leaves no statement halfway, which would keep the transaction open.</summary>
    protected void ResetStatements()
    {
        foreach (var statement in statements.Values)
        {
            statement.Reset();
        }
    }
}
