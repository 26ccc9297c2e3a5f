using System.Data.Common;
using AutoCrm.SharedKernel;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore;

/// <summary>
/// What the store must know of a database on a server: how it is reached, how its statements are written, and what its errors mean. The author of an adapter
/// derives from it and registers it by <c>AddRelationalStore</c>; everything else is shared. One instance serves all callers of a host and must be safe
/// for use by several threads.
/// </summary>
public abstract class RelationalDialect
{
    /// <summary>What the database is called in messages, without a password: <c>the PostgreSQL database 'crm' on db.example:5432</c>.</summary>
    public abstract string StoreName { get; }

    /// <summary>Gives connections, which are pooled.</summary>
    public abstract DbDataSource Connections { get; }

    /// <summary>Gives the connections by which the database is set up, where they differ: past a pooler, or of a role that may create tables.</summary>
    public virtual DbDataSource SetupConnections => Connections;

    /// <summary>Chooses the provider of EF Core, with the assembly of the adapter's migrations.</summary>
    /// <param name="options">The options of a context.</param>
    /// <param name="connections"><see cref="Connections"/>, or <see cref="SetupConnections"/> for the context that migrates.</param>
    public abstract void Configure(DbContextOptionsBuilder options, DbDataSource connections);

    /// <summary>The type of a column in CREATE TABLE. Texts are compared by their bytes in UTF-8, whatever the language of the database is.</summary>
    public abstract string TypeOf(ColumnType type);

    /// <summary>The CLR type by which EF Core maps an id in the tables of rows; <see cref="Guid"/> unless the database has no such type.</summary>
    public virtual Type IdType => typeof(Guid);

    /// <summary>The collation of text columns in the tables of rows, by which texts are compared by their bytes; <see langword="null"/> where that is the default.</summary>
    public virtual string? BinaryCollation => null;

    /// <summary>Whether missing values come last in an ascending order.</summary>
    public virtual bool MissingValuesComeLast => false;

    /// <summary>Adds to the model what only this database has. Migrations are made of the model.</summary>
    public virtual void Describe(ModelBuilder model)
    {
    }

    /// <summary>Begins a transaction that reads: all its statements see what is committed when the first of them runs.</summary>
    public virtual IReadOnlyList<string> BeginReading => ["BEGIN"];

    /// <summary>Begins a transaction that writes: each of its statements sees what is committed when it runs.</summary>
    public virtual IReadOnlyList<string> BeginWriting => ["BEGIN"];

    /// <summary>Begins a transaction that writes many batches, as <see cref="BeginWriting"/> does where nothing else is to be settled.</summary>
    public virtual IReadOnlyList<string> BeginBulk => BeginWriting;

    /// <summary>Commits the transaction.</summary>
    public virtual string Commit => "COMMIT";

    /// <summary>Rolls the transaction back.</summary>
    public virtual string Rollback => "ROLLBACK";

    /// <summary>Ends a SELECT whose rows of the table <c>t</c> are locked against writers until the transaction ends.</summary>
    public virtual string LockRows => " FOR UPDATE OF t";

    /// <summary>
    /// A statement that takes exclusive locks, until the transaction ends, on the numbers of a list of rows <c>q(number)</c> in the order of the list.
    /// </summary>
    /// <param name="rows">The list, as <see cref="Rows"/> writes it.</param>
    public abstract string LockNumbers(string rows);

    /// <summary>
    /// A query that limits how long the next statements of the transaction wait for a lock, to less than the time after which the database looks for deadlocks: so
    /// a short transaction gives way to a long one, which cannot be repeated, before either is given up. <see langword="null"/> where there is no such limit.
    /// </summary>
    public virtual string? LimitWaits => null;

    /// <summary>
    /// A query of one column, the name by which the transaction can be asked for later, see <see cref="FindOutcomeAsync"/>; <see langword="null"/> where
    /// the database has no such thing.
    /// </summary>
    public virtual string? SelectTransaction => null;

    /// <summary>Writes a list of rows as an item of FROM that is called <c>q</c>, its columns named as given; each column is one parameter.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="firstParameter">The number of the first of its parameters, which are written <c>$1</c>, <c>$2</c> and so on.</param>
    public abstract string Rows(IReadOnlyList<RelationalColumn> columns, int firstParameter);

    /// <summary>The parameter of one column of a list of rows.</summary>
    /// <param name="type">What the column holds.</param>
    /// <param name="values">
    /// The values by rows: an array of <c>long?</c> for integers and instants, <c>string?</c> for texts and dates, <c>Guid?</c>, <c>decimal?</c> or <c>bool?</c>.
    /// </param>
    public abstract DbParameter CreateListParameter(ColumnType type, Array values);

    /// <summary>A parameter with one value.</summary>
    /// <param name="value">A <c>long</c>, <c>string</c>, <c>Guid</c>, <c>decimal</c>, <c>bool</c>, an array of bytes, or <see langword="null"/>.</param>
    public abstract DbParameter CreateParameter(object? value);

    /// <summary>
    /// What the driver calls a parameter that stands in a statement as <c>$</c> and its number; empty, as by default, where it takes parameters by their order.
    /// </summary>
    /// <param name="parameter">The number, beginning with 1.</param>
    public virtual string NameOf(int parameter) => "";

    /// <summary>An INSERT that leaves out rows whose key is there already.</summary>
    /// <param name="insert">The statement that would fail for them.</param>
    public virtual string InsertMissing(string insert) => $"{insert} ON CONFLICT DO NOTHING";

    /// <summary>Makes a temporary table with the columns of another one, for this transaction.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="columns">Its columns.</param>
    public abstract string CreateTemporaryTable(string name, IReadOnlyList<RelationalColumn> columns);

    /// <summary>Begins to load rows into a table inside the transaction of a connection.</summary>
    public abstract ValueTask<RelationalBulkWriter> BeginBulkAsync(
        DbConnection connection, string table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancellationToken);

    /// <summary>
    /// A query that runs in a transaction before it adds messages to the outbox: it tells claims that positions above the latest one may still be added, until
    /// the transaction ends. Its rows are passed over.
    /// </summary>
    public abstract string HoldOutbox { get; }

    /// <summary>
    /// Queries that run before messages are claimed: they let one claim in at a time, and find up to which position no open transaction can add a message. Their
    /// rows are passed over.
    /// </summary>
    public abstract IReadOnlyList<string> BeginClaim { get; }

    /// <summary>The condition on a row <c>m</c> of the outbox that its position is one of those.</summary>
    public abstract string ClaimCondition { get; }

    /// <summary>
    /// A query of one text: the process whose open transaction keeps messages from leaving, and since when; without a row where there is none. It is asked where
    /// messages wait.
    /// </summary>
    public abstract string SelectOutboxHolder { get; }

    /// <summary>Keeps a connection from the next ones who would get it of the pool, as reading from it has ended in an error.</summary>
    public virtual void Discard(DbConnection connection)
    {
    }

    /// <summary>What an error of the driver means.</summary>
    public abstract RelationalError Classify(DbException exception);

    /// <summary>States an error that is a <see cref="RelationalError.Failure"/> in a sentence.</summary>
    public abstract StoreException CreateStoreException(DbException exception);

    /// <summary>
    /// Whether a transaction whose connection was lost in the commit has taken effect, asked on a new connection; <see langword="null"/> where nobody can tell.
    /// </summary>
    /// <param name="transaction">What <see cref="SelectTransaction"/> gave.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public virtual ValueTask<bool?> FindOutcomeAsync(string transaction, CancellationToken cancellationToken) => ValueTask.FromResult<bool?>(null);

    /// <summary>Begins the script of the schema, as where that must make and name the schema of its tables; empty by default.</summary>
    public virtual string ScriptPrologue => "";

    /// <summary>Waits until no other process sets the database up. Disposing lets the next one in, and so does the end of the process.</summary>
    public abstract ValueTask<IAsyncDisposable> LockSetupAsync(CancellationToken cancellationToken);
}
