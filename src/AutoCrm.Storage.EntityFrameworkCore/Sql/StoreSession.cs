namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>
/// A connection inside a transaction, with the statements prepared on it so far. Who has it has it alone; disposing it returns it
/// to the pool and rolls back what was not committed.
/// </summary>
internal abstract class StoreSession : IAsyncDisposable
{
    private readonly Dictionary<(string Sql, int Copy), SqlStatement> statements = [];

    /// <summary>The numbers of source systems.</summary>
    public abstract SourceSystems Systems { get; }

    /// <summary>
    /// How many statements of the same text are worth being sent together: one for a database in the same process, which answers each at once.
    /// </summary>
    public virtual int StatementsPerTrip => 1;

    /// <summary>Whether records, events and vehicle records are kept with a hash of their contents, by which a server tells what a repeated import changes.</summary>
    public virtual bool KeepsContentHashes => false;

    /// <summary>The statement of this text; the same text gives the same statement, so it is used by one reader at a time.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="copy">Tells statements of the same text apart that are sent together, below <see cref="StatementsPerTrip"/>.</param>
    public SqlStatement Prepare(string sql, int copy = 0)
    {
        if (!statements.TryGetValue((sql, copy), out var statement))
        {
            statements[(sql, copy)] = statement = Compile(sql);
        }

        return statement;
    }

    /// <summary>
    /// Sends bound statements in one round trip; then each is read to its end or reset, in this order. A statement that is read without being sent is
    /// sent alone.
    /// </summary>
    public virtual ValueTask SendAsync(params ReadOnlySpan<SqlStatement> statements) => ValueTask.CompletedTask;

    /// <summary>Sends the last statements of a session that only reads, and ends its transaction with them. What is sent afterwards begins another one.</summary>
    public virtual ValueTask SendLastAsync(params ReadOnlySpan<SqlStatement> statements) => ValueTask.CompletedTask;

    /// <summary>Demands that what this transaction deletes or overwrites leaves no bytes behind once it has committed.</summary>
    public virtual void DiscardDeletedContent()
    {
    }

    /// <summary>Tells claims that this transaction adds messages, whose positions come to light when it commits.</summary>
    public virtual void HoldOutbox()
    {
    }

    /// <summary>Prepares a claim of messages, which is made one at a time.</summary>
    /// <returns>The condition on a row <c>m</c> that no message before it can still be added; <see langword="null"/> where that is always so.</returns>
    public virtual string? BeginClaim() => null;

    /// <summary>What keeps messages from leaving though they are committed; <see langword="null"/> where nothing does.</summary>
    public virtual ValueTask<string?> FindOutboxHolderAsync() => ValueTask.FromResult<string?>(null);

    /// <summary>Runs a statement for each of a number of rows.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="bind">Binds the row of a place.</param>
    /// <returns>How many rows were changed in all.</returns>
    public virtual async ValueTask<int> ExecuteEachAsync(string sql, int count, Action<RowBinder, int> bind)
    {
        var (statement, changed) = (Prepare(sql), 0);
        for (var i = 0; i < count; i++)
        {
            bind(statement, i);
            changed += await statement.ExecuteAsync().ConfigureAwait(false);
        }

        return changed;
    }

    public abstract ValueTask CommitAsync();

    public abstract ValueTask DisposeAsync();

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
