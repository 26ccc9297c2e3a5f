using System.Text;
using System.Text.Json;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>Files read in the plainest way, to check the import by. It knows nothing of how the import reads.</summary>
internal static class PlainCsv
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The rows of a CSV text with the header, or <see langword="null"/> if a quote is misplaced or left open.</summary>
    public static List<string[]>? Parse(string text, char delimiter)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var (inQuotes, wasQuoted) = (false, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var character = i < text.Length ? text[i] : '\n';
            if (inQuotes)
            {
                if (i == text.Length)
                {
                    return null;
                }

                if (character != '"')
                {
                    field.Append(character);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    inQuotes = false;
                }
            }
            else if (character == delimiter)
            {
                EndField();
            }
            else if (character is '\r' or '\n')
            {
                if (row.Count > 0 || field.Length > 0 || wasQuoted)
                {
                    EndField();
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (character == '"' && field.Length == 0 && !wasQuoted)
            {
                (inQuotes, wasQuoted) = (true, true);
            }
            else if (character == '"' || wasQuoted)
            {
                return null;
            }
            else
            {
                field.Append(character);
            }
        }

        return rows;

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
            wasQuoted = false;
        }
    }

    /// <summary>The number of rows of a file, or <see langword="null"/> if that is a matter of opinion.</summary>
    public static int? CountRows(string file, byte[] bytes, char delimiter)
    {
        string text;
        try
        {
            text = Strict.GetString(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        if (file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            return text.Split('\n').Count(line => line.Trim(' ', '\t', '\r').Length > 0);
        }

        return Parse(text, delimiter) is { Count: > 0 } rows ? rows.Count - 1 : null;
    }

    /// <summary>The same rows as JSON Lines.</summary>
    public static byte[] ToJsonLines(byte[] csv)
    {
        var rows = Parse(Encoding.UTF8.GetString(csv), ',') ?? [];
        return Encoding.UTF8.GetBytes(string.Concat(rows.Skip(1).Select(row => JsonSerializer.Serialize(
            rows[0].Zip(row).Where(pair => pair.Second.Length > 0).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second)) + "\n")));
    }

    /// <summary>Rows as CSV, with quotes where they are needed.</summary>
    public static byte[] Write(IEnumerable<string[]> rows) => Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + "\n")));

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
