namespace AutoCrm.SharedKernel.Specifications;

/// <summary>A specification with a result selects nothing.</summary>
public class SelectorNotFoundException : Exception
{
    private const string Text = "The specification selects nothing; end its query with Select.";

    /// <summary>Makes the exception.</summary>
    public SelectorNotFoundException()
        : base(Text)
    {
    }

    /// <summary>Makes the exception with what caused it.</summary>
    public SelectorNotFoundException(Exception innerException)
        : base(Text, innerException)
    {
    }
}
