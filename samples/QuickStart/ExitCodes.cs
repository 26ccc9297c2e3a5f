namespace QuickStart;

/// <summary>The exit codes of the process.</summary>
public static class ExitCodes
{
    /// <summary>All files were imported.</summary>
    public const int Success = 0;

    /// <summary>A file could not be used, or none was found; the others were imported and the report was written.</summary>
    public const int UnusableFile = 1;

    /// <summary>The command line is invalid; nothing was done.</summary>
    public const int WrongArguments = 2;

    /// <summary>The store cannot be used: full, read-only, damaged, locked, not reached, or of a later version.</summary>
    public const int UnusableStore = 3;

    /// <summary>A file or folder cannot be read or written.</summary>
    public const int UnusableFolder = 4;

    /// <summary>An unexpected error.</summary>
    public const int UnexpectedError = 5;

    /// <summary>The run was interrupted, as by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
