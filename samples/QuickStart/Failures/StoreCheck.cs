using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace QuickStart.Failures;

/// <summary>Checks the file of the store after an error that does not say what is wrong.</summary>
internal static class StoreCheck
{
    /// <summary>Whether SQLite finds the file to be damaged. A file that cannot be checked counts as not damaged, and so does a database on a server, which says itself what it finds.</summary>
    public static bool IsDamaged(StoreLocation store)
    {
        if (store.File is not { } path || !File.Exists(path))
        {
            return false;
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is not "ok";
        }
        catch (SqliteException exception)
        {
            return exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
        }
    }
}
