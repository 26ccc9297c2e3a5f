using System.Buffers;
using System.Globalization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>
/// The current row of a file: the values of its columns, and the problems found in it. Each method that reads a column refuses what it cannot read, with
/// the column, the value and what is expected. Used by one thread.
/// </summary>
public sealed class ImportRow
{
    private const int LongestField = 4000;
    private const int LongestName = 200;
    private const int MostColumns = 1000;

    /// <summary>Enough to mend a row by; with no limit a few kilobytes of row would make megabytes of problems.</summary>
    private const int MostProblems = 20;

    /// <summary>Control characters, and the noncharacters U+FFFE and U+FFFF; .NET does not normalize text with the former.</summary>
    private static readonly char[] NoText = [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code), '\uFFFE', '\uFFFF'];

    private static readonly SearchValues<char> Controls = SearchValues.Create(NoText);

    private static readonly SearchValues<char> ControlsButLayout = SearchValues.Create([.. NoText.Except("\t\r\n")]);

    private readonly string file;
    private readonly ImportFileDefinition definition;
    private readonly Dictionary<string, ImportField> fields;
    private readonly List<(int Place, string Name)> others = [];
    private readonly IRows rows;
    private List<RowProblem>? problems;
    private int bound = -1;

    internal ImportRow(string file, ImportFileDefinition definition, IRows rows, FileMapping mapping)
    {
        this.file = file;
        this.definition = definition;
        this.rows = rows;
        fields = definition.Columns.ToDictionary(column => column.Name, column => new ImportField(column.Name, column.IsRequired, mapping));
        Bind();
        if (rows.HasHeader)
        {
            RequireColumns();
        }
    }

    /// <summary>The column of a name of the definition. Parsers look their columns up once, when they are made.</summary>
    /// <exception cref="KeyNotFoundException">The definition has no such column.</exception>
    public ImportField this[string name] => fields.TryGetValue(name, out var field)
        ? field
        : throw new KeyNotFoundException($"The file {definition.Name} has no column '{name}'; expected one of {string.Join(", ", fields.Keys)}.");

    /// <summary>The 1-based line on which the row starts.</summary>
    public long Line => rows.Line;

    /// <summary>Whether the row is refused.</summary>
    public bool HasProblems => problems is not null;

    /// <summary>Starts a new row.</summary>
    internal void Begin()
    {
        problems = null;
        if (rows.Columns.Count != bound)
        {
            Bind();
        }

        if (rows.Defect is { } defect)
        {
            Add(null, null, defect);
        }
    }

    /// <summary>What makes a text of a mapping unfit for a value, or <see langword="null"/>.</summary>
    internal static string? FindUnfit(string text) =>
        text.Length > LongestField ? $"more than {LongestField:N0} characters"
        : text.AsSpan().IndexOfAny(ControlsButLayout) is >= 0 and var place ? $"the {DescribeNoText(text[place])}"
        : null;

    /// <summary>Returns the problems of the row and transfers their ownership to the caller.</summary>
    internal IReadOnlyList<RowProblem> TakeProblems()
    {
        IReadOnlyList<RowProblem> taken = problems ?? [];
        problems = null;
        return taken;
    }

    /// <summary>Returns the text of a column, or <see langword="null"/> if it is empty or refused. Line breaks are allowed.</summary>
    public string? GetText(ImportField field) => Read(field, ControlsButLayout);

    /// <summary>Returns the text of a column as a single line, or <see langword="null"/> if it is empty or refused.</summary>
    public string? GetToken(ImportField field) => Read(field, Controls);

    /// <summary>The whole number of a column, or <see langword="null"/> if it is empty or refused.</summary>
    /// <param name="field">The column.</param>
    /// <param name="least">A lesser number is refused.</param>
    /// <param name="most">A greater number is refused.</param>
    public int? GetInteger(ImportField field, int least = int.MinValue, int most = int.MaxValue)
    {
        if (GetToken(field) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(field, text, $"'{RowProblem.Truncate(text)}' is not a whole number from {least} to {most}; expected one such as {Math.Clamp(12, least, most)}.");
        return null;
    }

    /// <summary>The decimal number of a column, with a point and without separators, or <see langword="null"/> if it is empty or refused.</summary>
    public decimal? GetDecimal(ImportField field)
    {
        if (GetToken(field) is not { } text)
        {
            return null;
        }

        if (FieldNumbers.TryRead(text, out var number))
        {
            return number;
        }

        Refuse(field, text, $"'{RowProblem.Truncate(text)}' is not a number; expected one such as 1280.50.");
        return null;
    }

    /// <summary>Returns the values of columns that are not part of the definition.</summary>
    public Attributes Others()
    {
        if (others.Count == 0)
        {
            return Attributes.None;
        }

        List<KeyValuePair<string, string>>? pairs = null;
        foreach (var (place, name) in others)
        {
            if (Clean(rows[place], name, ControlsButLayout) is { } value)
            {
                (pairs ??= []).Add(new(name, value));
            }
        }

        return pairs is null ? Attributes.None : new Attributes(pairs);
    }

    /// <summary>Whether the value of the column has been refused.</summary>
    public bool HasProblem(ImportField field) => HasProblem(field.SourceName);

    /// <summary>Refuses the value of a column, and with it the row. Only the first problem of a column is recorded, and 20 per row.</summary>
    /// <param name="field">The column.</param>
    /// <param name="value">The value in the file.</param>
    /// <param name="reason">The problem, and what is expected.</param>
    public void Refuse(ImportField field, string? value, string reason) => Add(field.SourceName, value, reason);

    private string? Read(ImportField field, SearchValues<char> forbidden)
    {
        var value = field.Place < 0 ? null : Clean(rows[field.Place], field.SourceName, forbidden);
        if (value is not null && field.Translations is { } translations && translations.TryGetValue(value, out var translated))
        {
            value = translated.Trim() is { Length: > 0 } text ? text : null;
        }

        value ??= field.Default;
        if (value is null && field.IsRequired)
        {
            Refuse(field, null, $"The {field.Name} is missing; it is required in every row of {definition.Name}.");
        }

        return value;
    }

    private string? Clean(string? value, string column, SearchValues<char> forbidden)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
        {
            value = value.Trim();
            if (value.Length == 0)
            {
                return null;
            }
        }

        if (value.Length > LongestField)
        {
            Add(column, value, $"The {column} has {value.Length:N0} characters; expected at most {LongestField:N0}. A common cause is an unclosed quote.");
            return null;
        }

        var control = value.AsSpan().IndexOfAny(forbidden);
        if (control >= 0)
        {
            Add(column, value, $"The {column} contains the {DescribeNoText(value[control])}; remove it.");
            return null;
        }

        return value;
    }

    private static string DescribeNoText(char character) => $"{(char.IsControl(character) ? "control character" : "noncharacter")} U+{(int)character:X4}";

    private bool HasProblem(string? column) => problems?.Exists(problem => problem.Column == column) ?? false;

    private void Add(string? column, string? value, string reason)
    {
        if (problems is not { Count: >= MostProblems } && !HasProblem(column))
        {
            (problems ??= []).Add(new RowProblem(file, rows.Line, column, RowProblem.Truncate(value), reason));
        }
    }

    private void Bind()
    {
        var columns = rows.Columns;
        if (columns.Count > MostColumns)
        {
            throw new UnreadableFileException($"The file has more than {MostColumns:N0} columns; expected a file of {definition.Name}.");
        }

        var bySource = fields.Values.ToDictionary(field => field.SourceName);
        others.Clear();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < columns.Count; place++)
        {
            var name = columns[place].Trim();
            if (name.Length == 0)
            {
                throw new UnreadableFileException($"Column {place + 1} of the header has no name; name it or remove it.");
            }

            if (name.Length > LongestName || name.AsSpan().ContainsAny(Controls))
            {
                throw new UnreadableFileException(
                    $"The name of column {place + 1} of the header contains a control character or more than {LongestName} characters; expected a file of {definition.Name}.");
            }

            if (!seen.Add(name))
            {
                throw new UnreadableFileException($"The column '{name}' appears twice; remove or rename one of them.");
            }

            if (bySource.TryGetValue(name, out var field))
            {
                field.Place = place;
            }
            else if (fields.TryGetValue(name, out var mapped))
            {
                throw new UnreadableFileException(
                    $"The mapping takes the column {name} from '{mapped.SourceName}', but the file also has a column '{name}'; map or rename that one.");
            }
            else
            {
                others.Add((place, name));
            }
        }

        bound = columns.Count;
    }

    private void RequireColumns()
    {
        var missing = fields.Values.Where(field => field is { IsRequired: true, Place: < 0, Default: null }).Select(field => field.SourceName).ToList();
        if (missing.Count > 0)
        {
            var found = rows.Columns.Count == 0 ? "none" : string.Join(", ", rows.Columns.Select(RowProblem.Truncate));
            throw new UnreadableFileException(
                $"The required column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)} {(missing.Count > 1 ? "are" : "is")} missing; " +
                $"the file has {RowProblem.Truncate(found)}. Rename the columns, or map them in mapping.json.");
        }
    }
}
