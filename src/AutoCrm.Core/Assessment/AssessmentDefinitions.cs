using System.Text;
using System.Text.Json;

namespace AutoCrm.Assessment;

/// <summary>
/// The sections of assessments of a host, those of AutoCrm and those its plug-ins add, in the order in which they are assessed. Safe for use by several
/// threads.
/// </summary>
public sealed class AssessmentDefinitions
{
    private readonly Dictionary<AssessmentDefinition, int> indexes = [];
    private readonly byte[][] memberNames;
    private readonly int[] sectionOfColumn;
    private readonly Dictionary<AssessmentColumn, int> columnIndexes = [];

    /// <summary>Orders these definitions so that each comes after those it needs; else they keep their order. The same one given twice counts once.</summary>
    /// <exception cref="ArgumentException">Two have the same name, one needs a section that is not registered, or they need each other in a circle.</exception>
    public AssessmentDefinitions(IEnumerable<AssessmentDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        All = Order(definitions);
        var columns = new List<AssessmentColumn>();
        var columnNames = new Dictionary<string, AssessmentColumn>(StringComparer.Ordinal);
        memberNames = new byte[All.Count][];
        for (var i = 0; i < memberNames.Length; i++)
        {
            indexes[All[i]] = i;
            memberNames[i] = Encoding.UTF8.GetBytes($"\"{All[i].Name}\":");
            foreach (var column in All[i].Columns)
            {
                if (!columnNames.TryAdd(column.Name, column))
                {
                    throw new ArgumentException(
                        $"The sections {columnNames[column.Name].Section} and {column.Section} both declare the column {column.Name}; give one another name.",
                        nameof(definitions));
                }

                columnIndexes[column] = columns.Count;
                columns.Add(column);
            }
        }

        Columns = columns;
        sectionOfColumn = new int[columns.Count];
        for (var i = 0; i < sectionOfColumn.Length; i++)
        {
            sectionOfColumn[i] = indexes[columns[i].Section];
        }
    }

    /// <summary>All definitions, in the order in which they are assessed.</summary>
    public IReadOnlyList<AssessmentDefinition> All { get; }

    /// <summary>The columns of all sections, section by section.</summary>
    public IReadOnlyList<AssessmentColumn> Columns { get; }

    /// <summary>The section of this name, or <see langword="null"/>.</summary>
    public AssessmentDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);

    /// <summary>Reads a stored assessment. Its sections are read when they are asked for; those of definitions that are not registered are passed over.</summary>
    /// <exception cref="InvalidOperationException">The content is not a valid assessment.</exception>
    public CustomerAssessment Read(StoredAssessment stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new CustomerAssessment(this, stored.Customer, stored.Latest.AsOf, stored.Latest.ValidUntil, Split(stored.Latest.Content));
    }

    /// <summary>Reads the assessment before the latest one, or returns <see langword="null"/> if there is none.</summary>
    /// <exception cref="InvalidOperationException">The content is not a valid assessment.</exception>
    public CustomerAssessment? ReadPrevious(StoredAssessment stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Previous is { } previous
            ? new CustomerAssessment(this, stored.Customer, previous.AsOf, previous.ValidUntil, Split(previous.Content))
            : null;
    }

    /// <summary>The values of all <see cref="Columns"/> of an assessment, as stores keep them.</summary>
    public IReadOnlyList<object?> ReadColumns(CustomerAssessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        var values = new object?[Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = assessment.Find(Columns[i].Section) is { } section ? Columns[i].Read(section) : null;
        }

        return values;
    }

    /// <summary>An assessment as stores keep it: one JSON object with a member for each section. The same assessment always gives the same bytes.</summary>
    public AssessmentDocument Write(CustomerAssessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        using var writer = new SectionWriter();
        ReadOnlyMemory<byte>[] sections = [.. All.Select(definition => writer.Write(definition, assessment.Find(definition)))];
        return new AssessmentDocument(assessment.AsOf, assessment.ValidUntil, Join(sections));
    }

    /// <summary>Puts the sections of an assessment together as one JSON object.</summary>
    internal byte[] Join(ReadOnlyMemory<byte>[] sections)
    {
        var length = 1;
        for (var i = 0; i < sections.Length; i++)
        {
            length += sections[i].IsEmpty ? 0 : sections[i].Length + memberNames[i].Length + 1;
        }

        var content = new byte[Math.Max(length, 2)];
        var rest = content.AsSpan();
        for (var i = 0; i < sections.Length; i++)
        {
            if (!sections[i].IsEmpty)
            {
                rest[0] = rest.Length == content.Length ? (byte)'{' : (byte)',';
                memberNames[i].CopyTo(rest[1..]);
                sections[i].Span.CopyTo(rest[(1 + memberNames[i].Length)..]);
                rest = rest[(1 + memberNames[i].Length + sections[i].Length)..];
            }
        }

        if (length == 1)
        {
            content[0] = (byte)'{';
        }

        content[^1] = (byte)'}';
        return content;
    }

    /// <summary>The place of a column in <see cref="Columns"/>.</summary>
    /// <exception cref="InvalidOperationException">It is of a section that is not registered.</exception>
    public int IndexOf(AssessmentColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return columnIndexes.TryGetValue(column, out var index)
            ? index
            : throw new InvalidOperationException(
                $"The column {column} is of the section {column.Section}, which is not registered; register it with AddAssessment. Registered are {string.Join(", ", Columns)}.");
    }

    internal int IndexOf(AssessmentDefinition definition) => indexes.TryGetValue(definition, out var index)
        ? index
        : throw new InvalidOperationException($"The section {definition} is not registered; register it with AddAssessment. Registered are {string.Join(", ", All)}.");

    /// <summary>Reads the values of the columns of the sections that there are.</summary>
    /// <param name="sections">The sections by the order of definitions.</param>
    /// <param name="columns">Takes the values by the order of <see cref="Columns"/>.</param>
    internal void ReadColumns(object?[] sections, object?[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (sections[sectionOfColumn[i]] is { } section)
            {
                columns[i] = Columns[i].Read(section);
            }
        }
    }

    /// <summary>The bytes of each section, by the order of definitions; empty where there is none.</summary>
    internal ReadOnlyMemory<byte>[] Split(ReadOnlyMemory<byte> content)
    {
        var sections = new ReadOnlyMemory<byte>[All.Count];
        try
        {
            var reader = new Utf8JsonReader(content.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = FindIndex(ref reader);
                reader.Read();
                var begin = (int)reader.TokenStartIndex;
                reader.Skip();
                if (index >= 0)
                {
                    sections[index] = content[begin..(int)reader.BytesConsumed];
                }
            }
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"A stored assessment is not JSON: {exception.Message} Restore the store from a backup, or assess the base again.", exception);
        }

        return sections;
    }

    private int FindIndex(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (reader.ValueTextEquals(All[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private static List<AssessmentDefinition> Order(IEnumerable<AssessmentDefinition> given)
    {
        var definitions = new List<AssessmentDefinition>();
        foreach (var definition in given)
        {
            if (definitions.Contains(definition))
            {
                continue;
            }

            if (definitions.Exists(known => known.Name == definition.Name))
            {
                throw new ArgumentException($"Two sections of assessments are named {definition.Name}; give one of them another name.", nameof(given));
            }

            definitions.Add(definition);
        }

        var ordered = new List<AssessmentDefinition>(definitions.Count);
        while (ordered.Count < definitions.Count)
        {
            var before = ordered.Count;
            foreach (var definition in definitions)
            {
                if (!ordered.Contains(definition) && IsReady(definition, definitions, ordered))
                {
                    ordered.Add(definition);
                }
            }

            if (ordered.Count == before)
            {
                throw new ArgumentException(
                    $"The sections {string.Join(", ", definitions.Except(ordered))} come after each other in a circle; remove one of their After.", nameof(given));
            }
        }

        return ordered;
    }

    private static bool IsReady(AssessmentDefinition definition, List<AssessmentDefinition> definitions, List<AssessmentDefinition> ordered)
    {
        var isReady = true;
        foreach (var earlier in definition.Earlier)
        {
            if (!definitions.Contains(earlier))
            {
                throw new ArgumentException($"The section {definition} comes after {earlier}, which is not registered; register it with AddAssessment.");
            }

            isReady &= ordered.Contains(earlier);
        }

        return isReady;
    }
}
