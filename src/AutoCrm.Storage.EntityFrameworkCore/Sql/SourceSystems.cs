using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>Source systems are few and named in every row, so rows hold their numbers.</summary>
internal sealed class SourceSystems(StoreSession session)
{
    private readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> names = [];
    private (string Name, long Number) latest = ("", 0);

    public string NameOf(long number)
    {
        if (!names.TryGetValue(number, out var name))
        {
            var statement = session.Prepare("SELECT name FROM source_systems WHERE system_no = $1");
            statement.Bind(1, number);
            name = statement.Read()
                ? statement.Text(0)
                : throw new StoreException(
                    StoreFailure.Damaged, session.Connection.DataSource, $"The store '{session.Connection.DataSource}' is damaged: it names source system {number}, which it does not hold. Restore a backup.");
            statement.Reset();
            names[number] = name;
        }

        return name;
    }

    /// <summary>The number of a system, or <see langword="null"/> where no row is of it.</summary>
    public long? Find(string name)
    {
        if (latest.Name == name)
        {
            return latest.Number;
        }

        if (!numbers.TryGetValue(name, out var number))
        {
            var statement = session.Prepare("SELECT system_no FROM source_systems WHERE name = $1");
            statement.Bind(1, name);
            if (statement.ReadNumber() is not { } found)
            {
                return null;
            }

            numbers[name] = number = found;
        }

        latest = (name, number);
        return number;
    }

    /// <summary>The number of a system; one that is new gets the next.</summary>
    public long NumberOf(string name)
    {
        if (Find(name) is { } number)
        {
            return number;
        }

        var insert = session.Prepare("INSERT INTO source_systems (name) VALUES ($1) ON CONFLICT (name) DO NOTHING");
        insert.Bind(1, name);
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
}
