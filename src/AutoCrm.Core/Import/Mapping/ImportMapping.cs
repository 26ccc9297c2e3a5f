using System.Text;
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
        TypeInfoResolver = ImportMappingJsonContext.Default,
    };

    private const int LongestMapping = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private static readonly FileMapping Unmapped = new();

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

    /// <summary>The mapping of each file by the name of its definition. Files that are not listed are in the interchange format.</summary>
    public IReadOnlyDictionary<string, FileMapping> Files { get; init; } = new Dictionary<string, FileMapping>();

    /// <summary>Returns the mapping of a file.</summary>
    public FileMapping Of(ImportFileDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Files.GetValueOrDefault(definition.Name, Unmapped);
    }

    /// <summary>Loads a mapping file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="files">The files that it may map; <see langword="null"/> = those of AutoCrm.</param>
    /// <exception cref="ImportMappingException">The mapping is invalid.</exception>
    public static ImportMapping Load(string path, ImportFileDefinitions? files = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(ReadText(path), files);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ImportMappingException("The mapping is not UTF-8; save it in that encoding.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportMappingException($"The mapping cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Parses the text of a mapping file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="files">The files that it may map; <see langword="null"/> = those of AutoCrm.</param>
    /// <exception cref="ImportMappingException">The mapping is invalid.</exception>
    public static ImportMapping Parse(string json, ImportFileDefinitions? files = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var document = (MappingDocument?)JsonSerializer.Deserialize(json, Json.GetTypeInfo(typeof(MappingDocument)))
                ?? throw new ImportMappingException("The mapping is 'null'; expected a JSON object.");
            var mapping = new ImportMapping
            {
                Delimiter = document.Delimiter,
                DateFormat = document.DateFormat,
                DateTimeFormat = document.DateTimeFormat,
                Files = document.Files.ToDictionary(file => file.Key, file => ReadFile(file.Key, file.Value)),
            };
            mapping.Validate(files);
            return mapping;
        }
        catch (JsonException exception)
        {
            throw new ImportMappingException($"The mapping is not valid: {exception.Message}", exception);
        }
    }

    /// <summary>Validates the mapping.</summary>
    /// <param name="files">The files that it may map; <see langword="null"/> = those of AutoCrm.</param>
    /// <exception cref="ImportMappingException">The mapping names something that does not exist, or the same thing twice.</exception>
    public void Validate(ImportFileDefinitions? files = null)
    {
        if (Delimiter is '"' or '\r' or '\n' or '\0')
        {
            throw new ImportMappingException("The delimiter of the mapping is a quote, a line break or NUL; expected another character such as ';'.");
        }

        Require(DateFormat, "date_format", pattern => LocalDatePattern.CreateWithInvariantCulture(pattern));
        Require(DateTimeFormat, "date_time_format", pattern => LocalDateTimePattern.CreateWithInvariantCulture(pattern));
        files ??= ImportFileDefinitions.Core;
        foreach (var (name, mapping) in Files)
        {
            var definition = files.Find(name) ?? throw new ImportMappingException(
                $"The mapping names '{name}', which is neither a setting nor a file; expected delimiter, date_format, date_time_format, or one of the files {string.Join(", ", files.All)}.");
            mapping.Validate(definition);
        }
    }

    private static string ReadText(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[LongestMapping + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > LongestMapping)
        {
            throw new ImportMappingException($"The mapping is longer than {LongestMapping:N0} bytes; expected a mapping of columns and values.");
        }

        var text = bytes.AsSpan(0, length);
        return StrictUtf8.GetString(text.StartsWith(StrictUtf8.Preamble) ? text[StrictUtf8.Preamble.Length..] : text);
    }

    private static FileMapping ReadFile(string name, JsonElement mapping) => mapping.ValueKind == JsonValueKind.Object
        ? (FileMapping)mapping.Deserialize(Json.GetTypeInfo(typeof(FileMapping)))!
        : throw new JsonException($"'{name}' is a {mapping.ValueKind}; expected the mapping of a file, which is an object.");

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
