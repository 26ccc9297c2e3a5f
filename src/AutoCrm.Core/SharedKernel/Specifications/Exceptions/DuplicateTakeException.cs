namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A specification states <c>Take</c> more than once.</summary>
public class DuplicateTakeException : Exception
{
    private const string Text = "The specification states Take more than once; state it once.";

    /// <summary>Makes the exception.</summary>
    public DuplicateTakeException()
        : base(Text)
    {
    }

    /// <summary>Makes the exception with what caused it.</summary>
    public DuplicateTakeException(Exception innerException)
        : base(Text, innerException)
    {
    }
}
