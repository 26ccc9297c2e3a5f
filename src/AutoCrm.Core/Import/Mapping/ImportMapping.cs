using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace AutoCrm.Import;

/// <summary>
/// Maps files of another format to the interchange format: their columns, their values
/// and their date formats.
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

    /// <summary>The mapping of files in the interchange format.</summary>
    public static ImportMapping None { get; } = new();

    /// <summary>The delimiter of the fields of a delimited file. Default: a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The format of dates, a NodaTime date pattern such as <c>dd.MM.uuuu</c>. Default: ISO 8601.</summary>
    public string? DateFormat { get; init; }

    /// <summary>
    /// The format of dates with times, a NodaTime local date and time pattern such as <c>uuuu/M/d H:mm</c>; they are in the
    /// time zone of the outlet. Default: ISO 8601.
    /// </summary>
    public string? DateTimeFormat { get; init; }

    /// <summary>The mapping of outlets.</summary>
    public FileMapping Outlets { get; init; } = new();

    /// <summary>The mapping of customers.</summary>
    public FileMapping Customers { get; init; } = new();

    /// <summary>The mapping of vehicles.</summary>
    public FileMapping Vehicles { get; init; } = new();

    /// <summary>The mapping of events.</summary>
    public FileMapping Events { get; init; } = new();

    /// <summary>Returns the mapping of a kind of file.</summary>
    public FileMapping Of(ImportFileKind kind) => kind switch
    {
        ImportFileKind.Outlets => Outlets,
        ImportFileKind.Customers => Customers,
        ImportFileKind.Vehicles => Vehicles,
        ImportFileKind.Events => Events,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind of interchange file is not defined."),
    };

    /// <summary>Loads a mapping file.</summary>
    /// <exception cref="ImportMappingException">The mapping is invalid.</exception>
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

    /// <summary>Parses the text of a mapping file.</summary>
    /// <exception cref="ImportMappingException">The mapping is invalid.</exception>
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
            throw new ImportMappingException($"The mapping is not valid: {exception.Message}", exception);
        }
    }

    /// <summary>Validates the mapping.</summary>
    /// <exception cref="ImportMappingException">The mapping names something that does not exist, or the same thing twice.</exception>
    public void Validate()
    {
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            throw new ImportMappingException("The delimiter of the mapping is a quote, a line break or NUL; expected another character such as ';'.");
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
            throw new ImportMappingException($"The {name} '{pattern}' of the mapping is not a valid pattern: {exception.Message}", exception);
        }
    }
}
