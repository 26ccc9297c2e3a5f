using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace AutoCrm.Import;

/// <summary>
/// How files of another shape are read: which of their columns is which of the interchange format, how their values translate,
/// and how they write dates.
/// </summary>
/// <example>
/// <code>
/// {
///   "delimiter": ";",
///   "date_format": "dd.MM.uuuu",
///   "date_time_format": "dd.MM.uuuu HH:mm",
///   "events": {
///     "file": "auftraege.csv",
///     "columns": { "AuftragNr": "key", "KundenNr": "customer", "Art": "kind", "Datum": "occurred_at" },
///     "values": { "kind": { "维修": "service_visited" } },
///     "defaults": { "currency": "EUR", "outlet": "D01" }
///   }
/// }
/// </code>
/// </example>
public sealed record ImportMapping
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    /// <summary>The mapping of files that are in the interchange format already.</summary>
    public static ImportMapping None { get; } = new();

    /// <summary>What separates the fields of a delimited file. Default: a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>How dates are written, a date pattern of NodaTime such as <c>dd.MM.uuuu</c>. Default: ISO 8601.</summary>
    public string? DateFormat { get; init; }

    /// <summary>
    /// How points of time are written, a local date and time pattern of NodaTime such as <c>uuuu/M/d H:mm</c>; they are in the
    /// outlet's time zone. Default: ISO 8601.
    /// </summary>
    public string? DateTimeFormat { get; init; }

    /// <summary>How outlets are read.</summary>
    public FileMapping Outlets { get; init; } = new();

    /// <summary>How customers are read.</summary>
    public FileMapping Customers { get; init; } = new();

    /// <summary>How vehicles are read.</summary>
    public FileMapping Vehicles { get; init; } = new();

    /// <summary>How events are read.</summary>
    public FileMapping Events { get; init; } = new();

    /// <summary>How files of a kind are read.</summary>
    public FileMapping Of(ImportFileKind kind) => kind switch
    {
        ImportFileKind.Outlets => Outlets,
        ImportFileKind.Customers => Customers,
        ImportFileKind.Vehicles => Vehicles,
        ImportFileKind.Events => Events,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of interchange file."),
    };

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="ImportMappingException">It is no valid mapping.</exception>
    public static ImportMapping Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportMappingException($"The mapping cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the text of a mapping file.</summary>
    /// <exception cref="ImportMappingException">It is no valid mapping.</exception>
    public static ImportMapping Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var mapping = JsonSerializer.Deserialize<ImportMapping>(json, Json)
                ?? throw new ImportMappingException("The mapping is 'null'; expected a JSON object.");
            mapping.Validate();
            return mapping;
        }
        catch (JsonException exception)
        {
            throw new ImportMappingException($"The mapping is not what was expected: {exception.Message}", exception);
        }
    }

    /// <summary>Makes sure that the mapping can be followed.</summary>
    /// <exception cref="ImportMappingException">It names something that does not exist, or one thing twice.</exception>
    public void Validate()
    {
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            throw new ImportMappingException("The delimiter of the mapping is a quote, a line break or NUL; give another character such as ';'.");
        }

        Require(DateFormat, "date_format", pattern => LocalDatePattern.CreateWithInvariantCulture(pattern));
        Require(DateTimeFormat, "date_time_format", pattern => LocalDateTimePattern.CreateWithInvariantCulture(pattern));
        foreach (var kind in Enum.GetValues<ImportFileKind>())
        {
            Of(kind).Validate(kind);
        }
    }

    private static void Require(string? pattern, string name, Action<string> create)
    {
        if (pattern is null)
        {
            return;
        }

        try
        {
            create(pattern);
        }
        catch (InvalidPatternException exception)
        {
            throw new ImportMappingException($"The {name} '{pattern}' of the mapping is no pattern: {exception.Message}", exception);
        }
    }
}
