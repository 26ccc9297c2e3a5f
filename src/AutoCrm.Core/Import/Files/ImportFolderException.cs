namespace AutoCrm.Import;

/// <summary>A folder does not say clearly which file is to be read, or nobody can read it.</summary>
internal sealed class ImportFolderException(string file, string message) : Exception(message)
{
    public FileFailure Failure { get; } = new(file, message);
}
