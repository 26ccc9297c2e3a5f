using Microsoft.Extensions.Logging;
using NodaTime;

namespace AutoCrm.SharedKernel;

/// <summary>What AutoCrm logs. No message holds a name, a number, an address, a key of a record, or a text that a person or a system supplied.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(100, LogLevel.Information, "Imported {File} of {System}: {Rows} rows, of which {Added} are new, {Replaced} changed, {Unchanged} unchanged and {Refused} refused.")]
    public static partial void FileImported(this ILogger logger, string file, string system, long rows, long added, long replaced, long unchanged, long refused);

    [LoggerMessage(101, LogLevel.Warning, "{Failures} files of the import could not be read; the report of the import says why.")]
    public static partial void FilesFailed(this ILogger logger, int failures);

    [LoggerMessage(102, LogLevel.Information, "The import of {Files} files with {Rows} rows took {Seconds:0.0} s.")]
    public static partial void ImportCompleted(this ILogger logger, int files, long rows, double seconds);

    [LoggerMessage(200, LogLevel.Information, "Resolved {Records} records to {Customers} customers in {Seconds:0.0} s: {Assigned} records assigned, {Merges} customers merged, {Described} golden records stored.")]
    public static partial void BaseResolved(this ILogger logger, int records, int customers, double seconds, int assigned, int merges, long described);

    [LoggerMessage(300, LogLevel.Information, "Assessed {Customers} customers as of {AsOf} in {Seconds:0.0} s: {Written} assessments stored, {Removed} removed.")]
    public static partial void BaseAssessed(this ILogger logger, long customers, Instant asOf, double seconds, long written, int removed);

    [LoggerMessage(301, LogLevel.Warning, "Stored events have kinds that are not registered, and count as events of no kind: {Kinds}. Register the plug-ins they come from.")]
    public static partial void UnknownEventKinds(this ILogger logger, string kinds);

    [LoggerMessage(302, LogLevel.Debug, "The assessment of a customer lost a race and is repeated, attempt {Attempt} of {Attempts}.")]
    public static partial void AssessmentLostRace(this ILogger logger, int attempt, int attempts);

    [LoggerMessage(400, LogLevel.Information, "The erasure of a person with {Customers} ids and {Records} records is part of the unit of work.")]
    public static partial void ErasurePrepared(this ILogger logger, int customers, int records);

    [LoggerMessage(401, LogLevel.Information, "Exported what is held about a person, in {Sections} sections.")]
    public static partial void PersonExported(this ILogger logger, int sections);

    [LoggerMessage(500, LogLevel.Information, "A unit of work lost a race and is repeated, attempt {Attempt} of {Attempts}.")]
    public static partial void UnitOfWorkLostRace(this ILogger logger, int attempt, int attempts);

    [LoggerMessage(501, LogLevel.Warning, "A unit of work lost its race {Attempts} times and is given up.")]
    public static partial void UnitOfWorkGivenUp(this ILogger logger, int attempts);
}
