namespace AutoCrm.Import;

/// <summary>A file cannot be read: a required column is missing, it is not UTF-8, or it is corrupt from some line on.</summary>
public sealed class UnreadableFileException : Exception
{
    /// <summary>Creates an exception with a message that states the error and what is expected.</summary>
    public UnreadableFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
