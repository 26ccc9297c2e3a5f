namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>
/// Lists of numbered parameters. They must come in a statement in the order of their numbers, as SQLite takes <c>$1</c> for a name
/// and numbers names as they come, while PostgreSQL takes it for a number.
/// </summary>
internal static class Parameters
{
    public static string From(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(number => $"${number}"));

    /// <summary>The assignments of an UPDATE to these columns.</summary>
    public static string Assign(string columns, int first) =>
        string.Join(", ", columns.Split(", ").Select((column, i) => $"{column} = ${first + i}"));

    /// <summary>The name as an identifier: a declared member may be called like a word of SQL.</summary>
    public static string Quote(string name) => $"\"{name}\"";

    /// <summary>The columns with the name of their table before them.</summary>
    public static string Of(string table, string columns) => string.Join(", ", columns.Split(", ").Select(column => $"{table}.{column}"));
}
