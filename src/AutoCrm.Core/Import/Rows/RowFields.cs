using System.Buffers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>The fields of the current row by their interchange names, and the problems found in it.</summary>
internal sealed class RowFields
{
    private const int LongestField = 4000;
    private const int LongestName = 200;
    private const int MostColumns = 1000;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Concat(Enumerable.Range(0x80, 0x20)).Select(code => (char)code)]);

    private static readonly SearchValues<char> ControlsButLayout = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Concat(Enumerable.Range(0x80, 0x20)).Select(code => (char)code).Except("\t\r\n")]);

    private readonly string file;
    private readonly ImportFileKind kind;
    private readonly Dictionary<string, Field> fields;
    private readonly List<(int Place, string Name)> others = [];
    private readonly IRows rows;
    private List<RowProblem>? problems;
    private int bound = -1;

    public RowFields(string file, ImportFileKind kind, IRows rows, FileMapping mapping)
    {
        this.file = file;
        this.kind = kind;
        this.rows = rows;
        fields = InterchangeColumns.Of(kind).ToDictionary(
            column => column, column => new Field(column, InterchangeColumns.IsRequired(kind, column), mapping));
        Bind();
        if (rows.HasHeader)
        {
            RequireColumns();
        }
    }

    /// <summary>The column of an interchange name.</summary>
    public Field this[string name] => fields[name];

    public long Line => rows.Line;

    public bool HasProblems => problems is not null;

    /// <summary>Starts a new row.</summary>
    public void Begin()
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

    /// <summary>Returns the problems of the row and transfers their ownership to the caller.</summary>
    public IReadOnlyList<RowProblem> TakeProblems()
    {
        IReadOnlyList<RowProblem> taken = problems ?? [];
        problems = null;
        return taken;
    }

    /// <summary>Returns the text of a column, or <see langword="null"/> if it is empty or refused. Line breaks are allowed.</summary>
    public string? GetText(Field field) => Read(field, ControlsButLayout);

    /// <summary>Returns the text of a column as a single line, or <see langword="null"/> if it is empty or refused.</summary>
    public string? GetToken(Field field) => Read(field, Controls);

    /// <summary>Returns the values of columns that are not part of the interchange format.</summary>
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
    public bool HasProblem(Field field) => HasProblem(field.SourceName);

    /// <summary>Refuses the value of a column. Only the first problem of a column is recorded.</summary>
    public void Refuse(Field field, string? value, string reason) => Add(field.SourceName, value, reason);

    private string? Read(Field field, SearchValues<char> forbidden)
    {
        var value = field.Place < 0 ? null : Clean(rows[field.Place], field.SourceName, forbidden);
        if (value is not null && field.Translations is { } translations && translations.TryGetValue(value, out var translated))
        {
            value = translated.Trim() is { Length: > 0 } text ? text : null;
        }

        value ??= field.Default;
        if (value is null && field.IsRequired)
        {
            Refuse(field, null, $"The {field.Name} is missing; it is required in every row of {InterchangeColumns.FileName(kind)}.");
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
            Add(column, value, $"The {column} contains the control character U+{(int)value[control]:X4}; remove it.");
            return null;
        }

        return value;
    }

    private bool HasProblem(string? column) => problems?.Exists(problem => problem.Column == column) ?? false;

    private void Add(string? column, string? value, string reason)
    {
        if (!HasProblem(column))
        {
            (problems ??= []).Add(new RowProblem(file, rows.Line, column, RowProblem.Truncate(value), reason));
        }
    }

    private void Bind()
    {
        var columns = rows.Columns;
        if (columns.Count > MostColumns)
        {
            throw new UnreadableFileException($"The file has more than {MostColumns:N0} columns; expected a file of {InterchangeColumns.FileName(kind)}.");
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
                    $"The name of column {place + 1} of the header contains a control character or more than {LongestName} characters; expected a file of {InterchangeColumns.FileName(kind)}.");
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
