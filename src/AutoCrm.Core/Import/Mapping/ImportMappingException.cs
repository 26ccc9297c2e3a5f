namespace AutoCrm.Import;

/// <summary>A mapping cannot be followed.</summary>
public sealed class ImportMappingException : Exception
{
    /// <summary>Says what is wrong with the mapping and what would be right.</summary>
    public ImportMappingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
