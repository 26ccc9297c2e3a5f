namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A specification states <c>Skip</c> more than once.</summary>
public class DuplicateSkipException : Exception
{
    private const string Text = "The specification states Skip more than once; state it once.";

    /// <summary>Makes the exception.</summary>
    public DuplicateSkipException()
        : base(Text)
    {
    }

    /// <summary>Makes the exception with what caused it.</summary>
    public DuplicateSkipException(Exception innerException)
        : base(Text, innerException)
    {
    }
}
