using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.Sqlite;

/// <summary>The source systems of a file, looked up when they are met first.</summary>
internal sealed class SqliteSourceSystems(SqliteSession session) : SourceSystems
{
    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> names = [];
    private (string Name, long Number) latest = ("", 0);

    public override string NameOf(long number)
    {
        if (!names.TryGetValue(number, out var name))
        {
            var statement = session.PrepareSqlite("SELECT name FROM source_systems WHERE system_no = $1");
            statement.Bind(1, number);
            name = statement.Read()
                ? statement.Text(0)
                : throw new StoreException(
                    StoreFailure.Damaged, session.File, $"The store '{session.File}' is damaged: it names source system {number}, which it does not hold. Restore a backup.");
            statement.Reset();
            names[number] = name;
        }

        return name;
    }

    public override ValueTask<long?> FindAsync(string name) => ValueTask.FromResult(Find(name));

    public override long NumberOf(string name)
    {
        if (Find(name) is { } number)
        {
            return number;
        }

        var insert = session.PrepareSqlite("INSERT INTO source_systems (name) VALUES ($1) ON CONFLICT (name) DO NOTHING");
        insert.BindText(1, name);
        insert.Execute();
        return Find(name)!.Value;
    }

    /// <summary>Clears the numbers of a transaction that was rolled back.</summary>
    public void Clear()
    {
        numbers.Clear();
        names.Clear();
        latest = ("", 0);
    }

    private long? Find(string name)
    {
        if (latest.Name == name)
        {
            return latest.Number;
        }

        if (!numbers.TryGetValue(name, out var number))
        {
            var statement = session.PrepareSqlite("SELECT system_no FROM source_systems WHERE name = $1");
            statement.BindText(1, name);
            if (!statement.Read())
            {
                return null;
            }

            numbers[name] = number = statement.Int64(0);
            statement.Reset();
        }

        latest = (name, number);
        return number;
    }
}
