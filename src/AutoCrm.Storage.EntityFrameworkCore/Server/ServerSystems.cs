using System.Collections.Frozen;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>
/// The source systems of a database, known to all sessions of a host. A system keeps its number for good, and every session reads those that were added
/// since, together with its first statements: so the systems of all rows it sees are known.
/// </summary>
internal sealed class KnownSystems
{
    private readonly Lock writing = new();
    private volatile State state = new(0, FrozenDictionary<string, long>.Empty, FrozenDictionary<long, string>.Empty);

    /// <summary>The highest number that is known; those above it are to be read.</summary>
    public long Highest => state.Highest;

    public long? Find(string name) => state.Numbers.TryGetValue(name, out var number) ? number : null;

    public string? Find(long number) => state.Names.GetValueOrDefault(number);

    public void Add(IReadOnlyList<(long Number, string Name)> systems)
    {
        if (systems.Count > 0)
        {
            lock (writing)
            {
                var names = state.Names.ToDictionary();
                foreach (var (number, name) in systems)
                {
                    names[number] = name;
                }

                state = new State(
                    names.Keys.Max(),
                    names.ToFrozenDictionary(system => system.Value, system => system.Key, StringComparer.Ordinal),
                    names.ToFrozenDictionary());
            }
        }
    }

    private sealed record State(long Highest, FrozenDictionary<string, long> Numbers, FrozenDictionary<long, string> Names);
}

/// <summary>The source systems as a session sees them.</summary>
internal sealed class ServerSystems(ServerSession session, KnownSystems known) : SourceSystems
{
    private bool isRead;

    public override string NameOf(long number) =>
        known.Find(number) ?? throw new InvalidOperationException($"The store names source system {number}, which it does not hold; it is damaged.");

    public override async ValueTask<long?> FindAsync(string name)
    {
        if (known.Find(name) is { } number)
        {
            return number;
        }

        if (!isRead)
        {
            await session.ReadSystemsAsync().ConfigureAwait(false);
            isRead = true;
        }

        return known.Find(name);
    }

    public override long NumberOf(string name) =>
        known.Find(name) ?? throw new InvalidOperationException($"Source system '{name}' has no number yet.");

    public override ValueTask AddAsync(IEnumerable<string> names) => session.AddSystemsAsync([.. names.Where(name => known.Find(name) is null).Distinct().Order(StringComparer.Ordinal)]);
}
