using AutoCrm.SharedKernel;
using QuickStart.Texts;

namespace QuickStart.Failures;

/// <summary>Why a run ended early.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Sentence">What went wrong, where, and what would be right.</param>
public sealed record Failure(int ExitCode, string Sentence)
{
    /// <summary>Linux: the disk is full.</summary>
    private const int NoSpaceLeft = 28;

    /// <summary>Linux: the file would be larger than permitted.</summary>
    private const int FileTooLarge = 27;

    /// <summary>Windows: <c>ERROR_DISK_FULL</c> and <c>ERROR_HANDLE_DISK_FULL</c> as results.</summary>
    private const int DiskFull = unchecked((int)0x80070070), HandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Describes an exception.</summary>
    public static Failure Of(Exception exception, Settings settings)
    {
        var causes = Causes(exception).ToList();
        if (causes.OfType<JobException>().FirstOrDefault() is { } job)
        {
            return new Failure(job.ExitCode, job.Message);
        }

        if (causes.Exists(cause => cause is OperationCanceledException))
        {
            return new Failure(ExitCodes.Interrupted, settings.Text["fail_interrupted"]);
        }

        if (causes.OfType<StoreException>().FirstOrDefault() is { } store)
        {
            return OfStore(store, settings);
        }

        if (causes.Exists(cause => cause is TimeoutException))
        {
            return UnusableStore(settings, "fail_store_locked");
        }

        if (causes.Find(cause => cause is IOException or UnauthorizedAccessException) is { } file)
        {
            return OfFile(file, settings);
        }

        if (causes.Exists(cause => cause is OutOfMemoryException))
        {
            return new Failure(ExitCodes.UnexpectedError, settings.Text["fail_memory"]);
        }

        // Damage within a row of the store is found by whatever reads the row.
        return StoreCheck.IsDamaged(settings.Store)
            ? UnusableStore(settings, "fail_store_damaged")
            : new Failure(ExitCodes.UnexpectedError, settings.Text.Format("fail_unexpected", exception.GetType().Name, OneLine(exception.Message)));
    }

    /// <summary>AutoCrm says in English what happened; the other languages have a text for each reason.</summary>
    private static Failure OfStore(StoreException exception, Settings settings)
    {
        var sentence = OneLine(exception.Message);
        if (settings.Text == Wording.English)
        {
            return new Failure(ExitCodes.UnusableStore, sentence);
        }

        return new Failure(ExitCodes.UnusableStore, settings.Store.File is null
            ? settings.Text.Format(TextOfServer(exception.Failure), settings.Store.Name, OneLine(exception.InnerException?.Message ?? sentence).TrimEnd('.'))
            : settings.Text.Format(TextOfFile(exception.Failure), exception.Store, sentence.TrimEnd('.')));
    }

    private static string TextOfFile(StoreFailure failure) => failure switch
    {
        StoreFailure.Full => "fail_store_full",
        StoreFailure.ReadOnly => "fail_store_readonly",
        StoreFailure.Damaged => "fail_store_damaged",
        StoreFailure.Unavailable => "fail_store_open",
        _ => "fail_store_other",
    };

    private static string TextOfServer(StoreFailure failure) => failure switch
    {
        StoreFailure.Full => "fail_server_full",
        StoreFailure.ReadOnly => "fail_server_readonly",
        StoreFailure.Damaged => "fail_server_damaged",
        StoreFailure.Unavailable => "fail_server_unavailable",
        StoreFailure.ConnectionLost => "fail_server_lost",
        _ => "fail_server_other",
    };

    private static Failure OfFile(Exception exception, Settings settings)
    {
        bool Concerns(string path) => exception.Message.Contains(path, StringComparison.Ordinal);

        var cause = settings.Text.Format(
            exception is UnauthorizedAccessException ? "cause_denied"
            : IsFull(exception) ? "cause_full"
            : exception is DirectoryNotFoundException or FileNotFoundException ? "cause_missing"
            : "cause_other",
            OneLine(exception.Message).TrimEnd('.'));
        if (settings.Input is { } input && Concerns(input))
        {
            return new Failure(ExitCodes.UnusableFolder, settings.Text.Format("fail_input", input, cause));
        }

        // A database on a server has no folder here that could be at fault.
        var folder = Path.GetDirectoryName(settings.Store.File) ?? settings.Output;
        if (!Concerns(settings.Output) && !Concerns(folder) && Concerns(Path.GetTempPath()))
        {
            return new Failure(ExitCodes.UnusableFolder, settings.Text.Format("fail_temporary", Path.GetTempPath(), cause));
        }

        return !Concerns(settings.Output) && folder != settings.Output
            ? UnusableStore(settings, "fail_store_open")
            : new Failure(ExitCodes.UnusableFolder, settings.Text.Format("fail_output", settings.Output, cause));
    }

    private static Failure UnusableStore(Settings settings, string text) => new(ExitCodes.UnusableStore, settings.Text.Format(text, settings.Store.Name));

    private static bool IsFull(Exception exception) => exception.HResult is NoSpaceLeft or FileTooLarge or DiskFull or HandleDiskFull;

    private static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        yield return exception;
        var inner = exception is AggregateException several ? several.InnerExceptions : exception.InnerException is { } one ? [one] : (IEnumerable<Exception>)[];
        foreach (var cause in inner.SelectMany(Causes))
        {
            yield return cause;
        }
    }
}
