using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>What a definition declared when its table was made or changed last, as kept in <c>store_components</c>.</summary>
/// <param name="Columns">The declared columns.</param>
/// <param name="Lists">The declared lists.</param>
internal sealed record Declaration(IReadOnlyList<DeclaredColumn> Columns, IReadOnlyList<DeclaredList> Lists)
{
    public static Declaration Of(AggregateDefinition definition) => new(
        [.. definition.Columns.Select(DeclaredColumn.Of)],
        [.. definition.Lists.Select(list => new DeclaredList(list.Name, [.. list.Columns.Select(DeclaredColumn.Of)]))]);

    /// <summary>The columns that are indexed together, by the name of the index.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Indexes { get; init => field = value ?? new Dictionary<string, IReadOnlyList<string>>(); } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>This declaration and what only the earlier one has: columns that are no longer declared stay, and are not kept up to date.</summary>
    public Declaration With(Declaration earlier) => new(
        [.. Columns, .. earlier.Columns.Where(column => Columns.All(own => own.Name != column.Name)).Select(column => column with { IsStale = true })],
        [.. Lists, .. earlier.Lists.Where(list => Lists.All(own => own.Name != list.Name)).Select(list => list with { IsStale = true })])
    {
        Indexes = Indexes,
    };
}

/// <summary>A declared column.</summary>
internal sealed record DeclaredColumn(string Name, ColumnType Type, bool IsUnique)
{
    /// <summary>Whether it was not declared at times, so that its values must be filled again before they are used.</summary>
    public bool IsStale { get; init; }

    public static DeclaredColumn Of(IndexColumn column) => new(column.Name, column.Type, column.IsUnique);
}

/// <summary>A declared list with the members of its parts.</summary>
internal sealed record DeclaredList(string Name, IReadOnlyList<DeclaredColumn> Columns)
{
    /// <inheritdoc cref="DeclaredColumn.IsStale"/>
    public bool IsStale { get; init; }
}
