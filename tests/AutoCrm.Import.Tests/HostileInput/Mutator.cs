using System.Text;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>Makes hostile folders of made-up ones. The same seed and number give the same folder.</summary>
internal static class Mutator
{
    private const int MostMutations = 12;

    public static HostileFolder Make(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var folder = HostileFolder.Begin(random);
        for (var i = random.Next(1, MostMutations + 1); i > 0; i--)
        {
            Mutate(random, folder);
        }

        return folder;
    }

    private static void Mutate(Random random, HostileFolder folder)
    {
        var file = FolderMutations.File(random, folder);
        var kind = random.Next(10);
        if (kind < 3 || !folder.Files.TryGetValue(file, out var bytes))
        {
            var change = FolderMutations.All[random.Next(FolderMutations.All.Count)];
            change(random, folder);
            folder.Mutations.Add(change.Method.Name);
        }
        else if (kind < 8 && PlainCsv.Parse(Encoding.UTF8.GetString(bytes), ',') is { Count: > 0 } rows && rows[0].Length > 1)
        {
            var change = RowMutations.All[random.Next(RowMutations.All.Count)];
            change(random, rows);
            folder.Files[file] = random.Next(10) == 0 ? WithoutQuotes(rows) : PlainCsv.Write(rows);
            folder.Mutations.Add($"{change.Method.Name} {file}");
        }
        else
        {
            var change = ByteMutations.All[random.Next(ByteMutations.All.Count)];
            folder.Files[file] = change(random, bytes);
            folder.Mutations.Add($"{change.Method.Name} {file}");
        }
    }

    private static byte[] WithoutQuotes(List<string[]> rows) => Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row) + "\n")));
}
