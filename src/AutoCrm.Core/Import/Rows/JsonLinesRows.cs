using System.Text.Json;
using System.Text.Unicode;

namespace AutoCrm.Import;

/// <summary>The rows of a JSON Lines file. A line that is not an object is a defective row; reading continues with the next line.</summary>
internal sealed class JsonLinesRows(Stream stream) : IRows
{
    private const int LongestName = 200;
    private readonly Utf8Lines lines = new(stream);
    private readonly List<string> columns = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<string?> fields = [];

    public IReadOnlyList<string> Columns => columns;

    public bool HasHeader => false;

    public long Line => lines.Number;

    public string? Defect { get; private set; }

    public string? this[int column] => fields[column];

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        do
        {
            if (!await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
        while (lines.Current.Span.Trim(" \t\r"u8).IsEmpty);

        ReadLine(lines.Current.Span);
        return true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            fields[i] = null;
        }

        Defect = null;
        if (!Utf8.IsValid(line))
        {
            throw new UnreadableFileException($"Line {Line} is not UTF-8; save the file in that encoding. Exports of Chinese systems are often GB 18030.");
        }

        try
        {
            var json = new Utf8JsonReader(line);
            Defect = Fill(ref json);
        }
        catch (JsonException exception)
        {
            Defect = $"The line is not a JSON object: {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            Defect = "A string on the line contains an unpaired surrogate; expected Unicode text.";
        }
    }

    private string? Fill(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return "The line is not a JSON object; expected one such as {\"key\":\"1\"}.";
        }

        var next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var place = Place(ref json, next);
            if (place < 0)
            {
                return $"A member of the object has an empty name, one with a control character or one of more than {LongestName} characters; expected the name of a column.";
            }

            next = place + 1;
            json.Read();
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                return $"The value of '{RowProblem.Truncate(columns[place])}' is {(json.TokenType == JsonTokenType.StartArray ? "a list" : "an object")}; expected a string, a number, true, false or null.";
            }

            if (fields[place] is not null)
            {
                return $"'{RowProblem.Truncate(columns[place])}' appears twice on the line; keep one of them.";
            }

            fields[place] = json.TokenType switch
            {
                JsonTokenType.String => json.GetString(),
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(json.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => "",
            };
        }

        json.Read();
        return null;
    }

    private int Place(ref Utf8JsonReader json, int expected)
    {
        if (expected < columns.Count && json.ValueTextEquals(columns[expected]))
        {
            return expected;
        }

        var name = json.GetString()!.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return -1;
        }

        if (!places.TryGetValue(name, out var place))
        {
            place = columns.Count;
            places.Add(name, place);
            columns.Add(name);
            fields.Add(null);
        }

        return place;
    }
}
