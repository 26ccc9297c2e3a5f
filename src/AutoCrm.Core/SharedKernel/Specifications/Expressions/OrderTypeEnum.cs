namespace AutoCrm.SharedKernel.Specifications;

/// <summary>What a key does in an order.</summary>
public enum OrderTypeEnum
{
    /// <summary>Begins the order, the smallest first.</summary>
    OrderBy = 1,

    /// <summary>Begins the order, the largest first.</summary>
    OrderByDescending = 2,

    /// <summary>Orders what is equal so far, the smallest first.</summary>
    ThenBy = 3,

    /// <summary>Orders what is equal so far, the largest first.</summary>
    ThenByDescending = 4,
}
