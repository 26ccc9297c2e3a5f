using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>A table whose contents are JSON and whose columns are declared by definitions; <see cref="DocumentSchema"/> makes and extends it.</summary>
internal abstract class DeclaredTable
{
    /// <summary>The persisted name of what is kept, by which <c>store_components</c> knows the table.</summary>
    public abstract string Component { get; }

    /// <summary>The name of the table.</summary>
    public abstract string Name { get; }

    /// <summary>What is declared now.</summary>
    public abstract Declaration Declaration { get; }

    /// <summary>The tables of declared lists.</summary>
    public virtual IReadOnlyList<DocumentListTable> Lists => [];

    /// <summary>The definitions of the columns that every such table has, as CREATE TABLE takes them.</summary>
    public abstract string DescribeFixedColumns(SchemaDialect dialect);

    /// <summary>Stores the declared columns of all rows anew from their contents.</summary>
    public abstract ValueTask BackfillAsync(StoreSession session);

    /// <summary>The value of a column that more than one row has, as text; <see langword="null"/> where there is none.</summary>
    public virtual ValueTask<string?> FindDoubledValueAsync(StoreSession session, string column) => ValueTask.FromResult<string?>(null);
}
