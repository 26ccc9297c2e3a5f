using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Interchange files were imported. Published once per import that stored something; an import publishes no message of a single customer.</summary>
/// <param name="Files">The files of which rows were stored.</param>
/// <param name="OccurredAt">When the import began.</param>
public sealed record FilesImported(IReadOnlyList<ImportedRows> Files, Instant OccurredAt) : IDomainEvent
{
    /// <summary>The message <c>autocrm.import.files-imported.v1</c>.</summary>
    public static MessageDefinition<FilesImported> Definition { get; } = new("autocrm.import.files-imported.v1");

    /// <inheritdoc/>
    public string Subject => MessageSubjects.Base;

    internal static FilesImported? Of(ImportReport report, Instant at)
    {
        List<ImportedRows> stored =
        [
            .. report.Files.Where(file => file.Added + file.Replaced + file.Outdated > 0)
                .Select(file => new ImportedRows(file.File, file.Definition, file.Added, file.Replaced, file.Unchanged, file.Outdated, file.Refused)),
        ];
        return stored.Count == 0 ? null : new FilesImported(stored, at);
    }
}

/// <summary>What became of the rows of a file.</summary>
/// <param name="File">The file, relative to the imported folder, with forward slashes.</param>
/// <param name="Definition">The name of its definition, such as <c>customers</c>.</param>
/// <param name="Added">The number of new rows.</param>
/// <param name="Replaced">The number of existing rows with changed content.</param>
/// <param name="Unchanged">The number of existing rows with unchanged content.</param>
/// <param name="Outdated">The number of rows older than what is stored.</param>
/// <param name="Refused">The number of refused rows.</param>
public sealed record ImportedRows(string File, string Definition, long Added, long Replaced, long Unchanged, long Outdated, long Refused);
