using Microsoft.Data.Sqlite;

namespace AutoCrm.Benchmarks;

/// <summary>
/// The rows of a table in memory, and a hand-written loop that inserts them: one prepared statement, its parameters set row by row. This is
/// what import and assessment are measured against.
/// </summary>
public sealed class TableRows
{
    private readonly string insert;
    private readonly int columns;
    private readonly List<object[]> rows = [];

    private TableRows(string insert, int columns) => (this.insert, this.columns) = (insert, columns);

    public static TableRows Of(SqliteConnection connection, string table)
    {
        using var select = connection.CreateCommand();
        select.CommandText = $"SELECT * FROM \"{table}\"";
        using var reader = select.ExecuteReader();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var loaded = new TableRows(
            $"INSERT INTO \"{table}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})", names.Count);
        while (reader.Read())
        {
            var row = new object[names.Count];
            reader.GetValues(row);
            loaded.rows.Add(row);
        }

        return loaded;
    }

    /// <summary>Opens a file with the cache and the durability that AutoCrm uses, so that only the work differs.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA cache_size = -131072; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
        settings.ExecuteNonQuery();
        return connection;
    }

    public int Insert(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = insert;
        var parameters = insert[(insert.LastIndexOf('(') + 1)..^1].Split(", ").Select(name => command.Parameters.Add(new SqliteParameter { ParameterName = name })).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var column = 0; column < columns; column++)
            {
                parameters[column].Value = row[column];
            }

            command.ExecuteNonQuery();
        }

        return rows.Count;
    }
}
