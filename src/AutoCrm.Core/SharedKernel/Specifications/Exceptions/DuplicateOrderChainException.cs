namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A specification begins its order more than once.</summary>
public class DuplicateOrderChainException : Exception
{
    private const string Text = "The specification begins its order more than once; state OrderBy or OrderByDescending once and refine it with ThenBy.";

    /// <summary>Makes the exception.</summary>
    public DuplicateOrderChainException()
        : base(Text)
    {
    }

    /// <summary>Makes the exception with what caused it.</summary>
    public DuplicateOrderChainException(Exception innerException)
        : base(Text, innerException)
    {
    }
}
