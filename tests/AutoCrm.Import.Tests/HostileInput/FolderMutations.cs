using System.Text;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>What archives, uploads and people do to the structure of a folder, and what stands in mapping files.</summary>
internal static class FolderMutations
{
    private static readonly string[] Names =
    [
        "=cmd|calc", "with space", " ", "a'b\"c", "line\nbreak", "a:b", ".hidden", "..x", "…", "王", "😀", "con", "%2e%2e", "-rf", "~", "*", "$HOME", "\\windows", "\u0001", "x\u202Ey", "head-office ",
        new string('n', 200),
    ];

    private static readonly string[] Mappings =
    [
        "{}", "", "null", "[]", "{", "{}}", "\"x\"", "{\"delimiter\":\";\"}", "{\"delimiter\":\"\\t\"}", "{\"delimiter\":\"\\\"\"}", "{\"delimiter\":\"\"}", "{\"delimiter\":\"ab\"}", "{\"delimiter\":1}",
        "{\"date_format\":\"dd.MM.uuuu\"}", "{\"date_format\":\"%%%\"}", "{\"date_time_format\":\"uuuu/M/d H:mm\"}", "{\"date_format\":null}", "{\"customers\":null}", "{\"customers\":[]}",
        "{\"customers\":{}}", "{\"customers\":{\"columns\":{\"name\":\"note\"}}}", "{\"customers\":{\"columns\":{\"name\":\"nothing\"}}}", "{\"customers\":{\"columns\":{\"x\":\"name\"}}}",
        "{\"customers\":{\"columns\":{\"key\":null}}}", "{\"customers\":{\"columns\":null}}", "{\"customers\":{\"values\":{\"kind\":{\"person\":\"organization\"}}}}",
        "{\"customers\":{\"values\":{\"kind\":{\"person\":\"\"}}}}", "{\"customers\":{\"values\":{\"kind\":null}}}", "{\"customers\":{\"defaults\":{\"kind\":\"person\"}}}",
        "{\"customers\":{\"defaults\":{\"kind\":\"robot\"}}}", "{\"customers\":{\"defaults\":{\"city\":\"\\uFFFE\",\"name\":\"\\u0000\"}}}",
        "{\"customers\":{\"values\":{\"gender\":{\"f\":\"\\uFFFE\"},\"kind\":{\"person\":\"\\uFFFE\"}}}}", "{\"events\":{\"defaults\":{\"currency\":\"EUR\",\"outlet\":\"NOWHERE\"}}}", "{\"events\":{\"values\":{\"kind\":{\"service_visited\":\"party\"}}}}",
        "{\"customers\":{},\"customers\":{}}", "{\"unknown\":{}}", "{\"files\":{}}", "{\"Files\":{\"a\":{}}}", "/* comment */ {\"delimiter\":\",\",}", "{\"customers\":{\"file\":\"../outlets.csv\"}}",
        "{\"customers\":{\"file\":\"missing.csv\"}}", "{\"customers\":{\"file\":\"events.csv\"}}", "{\"customers\":{\"file\":\"\"}}", "{\"customers\":{\"file\":\"\\u0000.csv\"}}", "{\"a\\ud800\":1}",
        "{\"delimiter\":\"\\ud800\"}", "{\"delimiter\":\"\\n\"}", "{\"delimiter\":\" \"}", "{\"delimiter\":\"0\"}",
    ];

    public static IReadOnlyList<Action<Random, HostileFolder>> All { get; } =
    [
        AddMapping, AddMapping, AddMapping, AddMapping, SpoilMapping, DeepMapping, LongMapping, RemoveFile, RenameFolder, RenameFile, ToJsonLines, AlsoAsJsonLines, MoveUp, MoveDown, CopyOver, AddOther,
        LinkInside, LinkOut, LinkInCircle, AddPipe, FolderForFile, AddFolderOfOtherEncoding, OneSystemTwice,
    ];

    public static string File(Random random, HostileFolder folder) =>
        folder.Files.Count == 0 ? "outlets.csv" : folder.Files.Keys.ElementAt(random.Next(folder.Files.Count));

    private static void AddMapping(Random random, HostileFolder folder) => folder.Files[MappingPlace(random, folder)] = Encoding.UTF8.GetBytes(Mappings[random.Next(Mappings.Length)]);

    private static void SpoilMapping(Random random, HostileFolder folder)
    {
        var mutation = ByteMutations.All[random.Next(ByteMutations.All.Count)];
        folder.Files[MappingPlace(random, folder)] = mutation(random, Encoding.UTF8.GetBytes(Mappings[random.Next(Mappings.Length)]));
    }

    private static void DeepMapping(Random random, HostileFolder folder) =>
        folder.Files[MappingPlace(random, folder)] = Encoding.UTF8.GetBytes("{\"customers\":" + new string("[{"[random.Next(2)], random.Next(1, 5000)));

    private static void LongMapping(Random random, HostileFolder folder) =>
        folder.Files[MappingPlace(random, folder)] = Encoding.UTF8.GetBytes("{\"date_format\":\"" + new string('d', random.Next(2) == 0 ? 2000 : 1 << 21) + "\"}");

    private static void RemoveFile(Random random, HostileFolder folder) => folder.Files.Remove(File(random, folder));

    private static void RenameFolder(Random random, HostileFolder folder)
    {
        var (from, to) = (FolderOf(File(random, folder)), Names[random.Next(Names.Length)]);
        foreach (var file in folder.Files.Keys.Where(file => from.Length > 0 && FolderOf(file) == from).ToList())
        {
            Move(folder, file, $"{to}/{Path.GetFileName(file)}");
        }
    }

    private static void RenameFile(Random random, HostileFolder folder)
    {
        var file = File(random, folder);
        var name = Path.GetFileNameWithoutExtension(file);
        string[] names = [$"{name}.CSV", $"{name.ToUpperInvariant()}.csv", $"{name}.xlsx", $"{name}.jsonl", $"{name}.csv.gz", name, $".{name}.csv", $"{name} (1).csv", Names[random.Next(Names.Length)], "customers.csv"];
        Move(folder, file, Join(FolderOf(file), names[random.Next(names.Length)]));
    }

    private static void ToJsonLines(Random random, HostileFolder folder)
    {
        var file = File(random, folder);
        if (file.EndsWith(".csv", StringComparison.Ordinal) && folder.Files.Remove(file, out var bytes))
        {
            folder.Files[Path.ChangeExtension(file, ".jsonl")] = PlainCsv.ToJsonLines(bytes);
        }
    }

    private static void AlsoAsJsonLines(Random random, HostileFolder folder)
    {
        var file = File(random, folder);
        if (folder.Files.TryGetValue(file, out var bytes))
        {
            folder.Files[Path.ChangeExtension(file, ".jsonl")] = PlainCsv.ToJsonLines(bytes);
        }
    }

    private static void MoveUp(Random random, HostileFolder folder)
    {
        var file = File(random, folder);
        Move(folder, file, Path.GetFileName(file));
    }

    private static void MoveDown(Random random, HostileFolder folder)
    {
        var from = FolderOf(File(random, folder));
        var to = new[] { "deep", "deep/er", ".deep", "exports/2026" }[random.Next(4)];
        foreach (var file in folder.Files.Keys.Where(file => FolderOf(file) == from).ToList())
        {
            Move(folder, file, Join(random.Next(2) == 0 ? Join(from, to) : Join(to, from), Path.GetFileName(file)));
        }
    }

    private static void CopyOver(Random random, HostileFolder folder)
    {
        if (folder.Files.TryGetValue(File(random, folder), out var bytes))
        {
            folder.Files[File(random, folder)] = bytes;
        }
    }

    private static void AddOther(Random random, HostileFolder folder) => folder.Files[Join(FolderOf(File(random, folder)), Names[random.Next(Names.Length)])] = [1, 2, 3];

    private static void LinkInside(Random random, HostileFolder folder)
    {
        var (from, to) = (File(random, folder), File(random, folder));
        folder.Files.Remove(from);
        folder.Link(from, Join(from.Contains('/', StringComparison.Ordinal) ? ".." : "", to));
    }

    private static void LinkOut(Random random, HostileFolder folder)
    {
        var file = File(random, folder);
        folder.Files.Remove(file);
        folder.Link(file, new[] { "/etc/passwd", "/dev/zero", "/dev/stdin", "/", "/tmp", "../../../../../../etc/hostname" }[random.Next(6)]);
    }

    private static void LinkInCircle(Random random, HostileFolder folder) => folder.Link($"circle{random.Next(9)}", new[] { ".", "..", "circle1", "circle2", "nothing" }[random.Next(5)]);

    private static void AddPipe(Random random, HostileFolder folder)
    {
        var file = random.Next(2) == 0 ? File(random, folder) : MappingPlace(random, folder);
        folder.Files.Remove(file);
        folder.Pipe(file);
    }

    private static void FolderForFile(Random random, HostileFolder folder)
    {
        var file = File(random, folder);
        folder.Files.Remove(file, out var bytes);
        folder.Files[$"{file}/customers.csv"] = bytes ?? [];
    }

    private static void AddFolderOfOtherEncoding(Random random, HostileFolder folder) => folder.FolderOfOtherEncoding("caf");

    private static void OneSystemTwice(Random random, HostileFolder folder)
    {
        var from = FolderOf(File(random, folder));
        foreach (var file in folder.Files.Keys.Where(file => from.Length > 0 && FolderOf(file) == from).ToList())
        {
            folder.Files[$"{from.ToUpperInvariant()}/{Path.GetFileName(file)}"] = folder.Files[file];
        }
    }

    private static string MappingPlace(Random random, HostileFolder folder) => Join(random.Next(5) == 0 ? "" : FolderOf(File(random, folder)), "mapping.json");

    private static void Move(HostileFolder folder, string from, string to)
    {
        if (folder.Files.Remove(from, out var bytes))
        {
            folder.Files[to] = bytes;
        }
    }

    private static string FolderOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";

    private static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";
}
