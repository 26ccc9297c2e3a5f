using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>
/// An interchange file: its name, where it stands, and its columns. Immutable; safe for use by several threads. Derive from
/// <see cref="ImportFileDefinition{T}"/>.
/// </summary>
public abstract class ImportFileDefinition
{
    private protected ImportFileDefinition(string name, ImportLevel level, IReadOnlyList<ImportColumn> columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(columns);
        CheckName(name, "-");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            CheckName(column.Name, "");
            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"The file {name} has the column '{column.Name}' twice; give each its own name.", nameof(columns));
            }
        }

        Name = name;
        Level = level;
        Columns = columns;
    }

    /// <summary>The name, which is that of the file without extension and that of its mapping, such as <c>customers</c>.</summary>
    public string Name { get; }

    /// <summary>Where it stands.</summary>
    public ImportLevel Level { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Reads the file and stores its rows.</summary>
    internal abstract Task ImportAsync(ImportRun run, RowSource source, ImportContext context, CancellationToken cancellationToken);

    private static void CheckName(string name, string more)
    {
        if (!DefinitionName.IsValid(name, more))
        {
            throw new ArgumentException($"'{name}' cannot name an interchange file or a column; expected lower-case letters, digits and underscores, and hyphens in file names.");
        }
    }
}

/// <summary>An interchange file whose rows are items of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">What a row is read into.</typeparam>
/// <param name="name">The name of the file without extension, such as <c>coffee-cards</c>.</param>
/// <param name="level">Where it stands.</param>
/// <param name="columns">The columns. A column of the file that is none of them is kept with the row's other values.</param>
/// <exception cref="ArgumentException">A name has other characters than allowed, or two columns have the same.</exception>
#pragma warning disable RS0022 // Plug-ins derive from this class, and from no other.
public abstract class ImportFileDefinition<T>(string name, ImportLevel level, params IReadOnlyList<ImportColumn> columns)
    : ImportFileDefinition(name, level, columns)
#pragma warning restore RS0022
    where T : class
{
    /// <summary>
    /// Whether the file is checked by <see cref="FindProblems"/> as a whole, and therefore held in memory. Such a file may have 200,000 rows and 8 MiB.
    /// Default: no.
    /// </summary>
    public virtual bool IsCheckedAsWhole => false;

    /// <summary>Makes the parser of one file. It keeps the fields of the row, which stay the same for all rows.</summary>
    /// <param name="row">The current row.</param>
    /// <param name="context">The context of the file.</param>
    public abstract IRowParser<T> CreateParser(ImportRow row, ImportContext context);

    /// <summary>Stores items.</summary>
    /// <param name="transaction">The transaction of the file.</param>
    /// <param name="items">A batch of items, in the order of the rows.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    /// <returns>The result of each item, in their order.</returns>
    public abstract Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<T> items, CancellationToken cancellationToken);

    /// <summary>What is wrong with an item that the store answers with <see cref="UpsertResult.UnknownReference"/>.</summary>
    public virtual ItemProblem DescribeUnknownReference(T item) => new(null, null, "The row refers to something that is not known.");

    /// <summary>
    /// Finds problems that only the whole file shows, such as a key that is given twice. An item with a problem is refused. What takes long looks at
    /// <see cref="ImportContext.CancellationToken"/>.
    /// </summary>
    /// <param name="items">All valid rows of the file, in their order.</param>
    /// <param name="context">The context of the file.</param>
    /// <returns>For the index of an item its problem.</returns>
    public virtual IReadOnlyDictionary<int, ItemProblem> FindProblems(IReadOnlyList<ImportItem<T>> items, ImportContext context) =>
        new Dictionary<int, ItemProblem>();

    internal override Task ImportAsync(ImportRun run, RowSource source, ImportContext context, CancellationToken cancellationToken) =>
        run.ImportAsync(this, source, context, cancellationToken);

    /// <summary>Called with the items of a file that has been stored.</summary>
    internal virtual void OnStored(IReadOnlyList<T> items, ImportContext context)
    {
    }
}
