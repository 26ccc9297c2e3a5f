namespace AutoCrm.SharedKernel;

/// <summary>Amounts of two currencies were added or compared.</summary>
public sealed class CurrencyMismatchException : DomainException
{
    /// <summary>Names both currencies.</summary>
    public CurrencyMismatchException(Currency expected, Currency actual)
        : base("one-currency", $"An amount in {actual} cannot be combined with one in {expected}; convert it at a rate first.")
    {
    }
}
