using System.Text;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>What transmission, editors and exports do to the bytes of a file.</summary>
internal static class ByteMutations
{
    private static readonly Encoding[] Encodings =
    [
        Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!,
        CodePagesEncodingProvider.Instance.GetEncoding("shift_jis")!, CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
    ];

    public static IReadOnlyList<Func<Random, byte[], byte[]>> All { get; } = [Flip, Truncate, Cut, Double, Insert, Reencode, AddMark, ChangeLineEnds, Append, Empty, Noise];

    private static byte[] Flip(Random random, byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        for (var i = random.Next(1, 9); i > 0 && flipped.Length > 0; i--)
        {
            flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
        }

        return flipped;
    }

    private static byte[] Truncate(Random random, byte[] bytes) => bytes[..random.Next(bytes.Length + 1)];

    private static byte[] Cut(Random random, byte[] bytes)
    {
        var from = random.Next(bytes.Length + 1);
        return [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + random.Next(200))..]];
    }

    private static byte[] Double(Random random, byte[] bytes)
    {
        var from = random.Next(bytes.Length + 1);
        var until = Math.Min(bytes.Length, from + random.Next(500));
        return [.. bytes[..until], .. bytes[from..]];
    }

    private static byte[] Insert(Random random, byte[] bytes)
    {
        byte[][] inserted =
        [
            [0], [0, 0, 0, 0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0x1A], [0x1B], "\""u8.ToArray(), "\"\""u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(),
            ","u8.ToArray(), "\u2028"u8.ToArray(), Encoding.UTF8.GetBytes(new string(',', 1200)), Encoding.UTF8.GetBytes(new string('x', 70_000)), new byte[5000],
        ];
        var place = random.Next(bytes.Length + 1);
        return [.. bytes[..place], .. inserted[random.Next(inserted.Length)], .. bytes[place..]];
    }

    private static byte[] Reencode(Random random, byte[] bytes)
    {
        var encoding = Encodings[random.Next(Encodings.Length)];
        byte[] text = encoding.GetBytes(Encoding.UTF8.GetString(bytes));
        return random.Next(2) == 0 ? text : [.. encoding.Preamble, .. text];
    }

    private static byte[] AddMark(Random random, byte[] bytes) => [.. Enumerable.Repeat("\uFEFF"u8.ToArray(), random.Next(1, 3)).SelectMany(mark => mark), .. bytes];

    private static byte[] ChangeLineEnds(Random random, byte[] bytes)
    {
        var end = new[] { "\r\n", "\r", "\n\n", "\n\r", "\r\r\n", "\u0085", "" }[random.Next(7)];
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n", end, StringComparison.Ordinal));
    }

    private static byte[] Append(Random random, byte[] bytes) => [.. bytes, .. (random.Next(2) == 0 ? bytes : bytes[random.Next(bytes.Length + 1)..])];

    private static byte[] Empty(Random random, byte[] bytes) => [];

    private static byte[] Noise(Random random, byte[] bytes)
    {
        var noise = new byte[random.Next(2000)];
        random.NextBytes(noise);
        return noise;
    }
}
