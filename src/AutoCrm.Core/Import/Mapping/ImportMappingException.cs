namespace AutoCrm.Import;

/// <summary>A mapping is invalid.</summary>
public sealed class ImportMappingException : Exception
{
    /// <summary>Creates an exception with a message that states the error and what is expected.</summary>
    public ImportMappingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
