namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>What people and exports do to the cells, rows and headers of a file.</summary>
internal static class RowMutations
{
    private static readonly string[] Cells =
    [
        "", " ", "\t", "\0", "\u0001", "\u0007x", "\u007F", "\u0085", "\uFEFF", "\uFFFE", "x\uFFFEy", "\uFFFF", "\uFDD0", "\u202Eevil", "a\nb", "a\r\nb\r\nc", "\"", "\"\"", "a\"b", "'", ";", ",", "=1+2", "@x", "-1", "+1", "0",
        "00", "1e400", "-1e400", "1E5", "NaN", "Infinity", "∞", "９９", "12,50", "1.000,50", "1 000", "0.000000000000000000000000000001", "79228162514264337593543950335",
        "79228162514264337593543950336", "-79228162514264337593543950335", "2147483648", "9223372036854775808", "0001-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2026-02-29", "2024-02-29",
        "2026-99-99", "2026-11-24T10:00:00", "2026-11-24T10:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T10:00:00+25:00", "2026-03-29T02:30:00", "24.11.2026", "11/24/26", "now", "null", "NULL", "true",
        "yes", "person", "organization", "head_office", "service_visited", "vehicle_delivered", "survey_answered", "referral_made", "consent_changed", "HQ", "DE1", "NOWHERE", "CNY", "cny", "RMB", "XXX",
        "LSVRJFFJ7SA000028", "LSVRJFFJ7SA00002", "OOOOOOOOOOOOOOOOO", "Asia/Shanghai", "Mars/Base", "nps", "csi", "11", "101", "138 0000 1234", "+49 30 1234", "a@b.c", "@", "王小明", "👩‍👩‍👧", "e\u0301", "ﷺ",
    ];

    public static IReadOnlyList<Action<Random, List<string[]>>> All { get; } =
    [
        ReplaceCells, ReplaceCells, ReplaceCells, CopyCells, LongCell, DoubleRow, DoubleKey, RemoveRow, Shuffle, ShortenRow, LengthenRow, AddBlankRow, DoubleHeader, RemoveHeader, RenameHeader,
        SwapHeaders, SwapColumns, AddColumn, RepeatHeaderRow, RemoveHeaderRow, ManyColumns,
    ];

    private static void ReplaceCells(Random random, List<string[]> rows)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var row = Row(random, rows);
            row[random.Next(row.Length)] = Cells[random.Next(Cells.Length)];
        }
    }

    private static void CopyCells(Random random, List<string[]> rows)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var (from, to) = (Row(random, rows), Row(random, rows));
            to[random.Next(to.Length)] = from[random.Next(from.Length)];
        }
    }

    private static void LongCell(Random random, List<string[]> rows)
    {
        var row = Row(random, rows);
        row[random.Next(row.Length)] = new string("x王\n,\""[random.Next(5)], new[] { 200, 3999, 4001, 32_000, 65_535, 70_000 }[random.Next(6)]);
    }

    private static void DoubleRow(Random random, List<string[]> rows) => rows.Insert(random.Next(1, rows.Count + 1), [.. Row(random, rows)]);

    private static void DoubleKey(Random random, List<string[]> rows) => Row(random, rows)[0] = Row(random, rows)[0];

    private static void RemoveRow(Random random, List<string[]> rows) => rows.RemoveAt(Place(random, rows));

    private static void Shuffle(Random random, List<string[]> rows)
    {
        var shuffled = rows.Skip(1).ToArray();
        random.Shuffle(shuffled);
        rows.RemoveRange(1, rows.Count - 1);
        rows.AddRange(shuffled);
    }

    private static void ShortenRow(Random random, List<string[]> rows)
    {
        var place = Place(random, rows);
        rows[place] = rows[place].Length > 1 ? rows[place][..random.Next(1, rows[place].Length)] : rows[place];
    }

    private static void LengthenRow(Random random, List<string[]> rows)
    {
        var place = Place(random, rows);
        rows[place] = [.. rows[place], .. Enumerable.Repeat("x", random.Next(1, 4))];
    }

    private static void AddBlankRow(Random random, List<string[]> rows) => rows.Insert(random.Next(1, rows.Count + 1), [random.Next(2) == 0 ? "" : " "]);

    private static void DoubleHeader(Random random, List<string[]> rows) => rows[0][random.Next(rows[0].Length)] = rows[0][random.Next(rows[0].Length)];

    private static void RemoveHeader(Random random, List<string[]> rows) => rows[0] = [.. rows[0].Where((_, place) => place != rows.Count % rows[0].Length)];

    private static void RenameHeader(Random random, List<string[]> rows)
    {
        var place = random.Next(rows[0].Length);
        var name = rows[0][place];
        string[] names = [name.ToUpperInvariant(), $" {name} ", name + "\n", "", "  ", "名字", "a\0b", $"\"{name}", name[..(name.Length / 2)], "note", new string('n', 300)];
        rows[0][place] = names[random.Next(names.Length)];
    }

    private static void SwapHeaders(Random random, List<string[]> rows)
    {
        var (one, other) = (random.Next(rows[0].Length), random.Next(rows[0].Length));
        (rows[0][one], rows[0][other]) = (rows[0][other], rows[0][one]);
    }

    private static void SwapColumns(Random random, List<string[]> rows)
    {
        var (one, other) = (random.Next(rows[0].Length), random.Next(rows[0].Length));
        foreach (var row in rows.Where(row => row.Length > Math.Max(one, other)))
        {
            (row[one], row[other]) = (row[other], row[one]);
        }
    }

    private static void AddColumn(Random random, List<string[]> rows)
    {
        var name = $"column {random.Next(100)}";
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = [.. rows[i], i == 0 ? name : Cells[random.Next(Cells.Length)]];
        }
    }

    private static void RepeatHeaderRow(Random random, List<string[]> rows) => rows.Insert(random.Next(1, rows.Count + 1), [.. rows[0]]);

    private static void RemoveHeaderRow(Random random, List<string[]> rows) => rows.RemoveAt(0);

    private static void ManyColumns(Random random, List<string[]> rows)
    {
        var more = random.Next(2) == 0 ? 900 : 1100;
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = [.. rows[i], .. Enumerable.Range(0, more).Select(column => i == 0 ? $"c{column}" : "")];
        }
    }

    /// <summary>The place of a row that is not the header, where there is one.</summary>
    private static int Place(Random random, List<string[]> rows) => rows.Count > 1 ? random.Next(1, rows.Count) : 0;

    private static string[] Row(Random random, List<string[]> rows) => rows[Place(random, rows)];
}
