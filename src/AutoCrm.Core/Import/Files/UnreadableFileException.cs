namespace AutoCrm.Import;

/// <summary>A file cannot be read at all: it lacks a required column, is not UTF-8, or is broken from some line on.</summary>
public sealed class UnreadableFileException : Exception
{
    /// <summary>Says what is wrong with the file and what would be right.</summary>
    public UnreadableFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
