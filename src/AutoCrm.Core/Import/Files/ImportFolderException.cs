namespace AutoCrm.Import;

/// <summary>The file to read in a folder is ambiguous, cannot be read, or no reader is registered for it.</summary>
internal sealed class ImportFolderException(string file, string message) : Exception(message)
{
    public FileFailure Failure { get; } = new(file, message);
}
