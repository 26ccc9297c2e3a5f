namespace AutoCrm.SharedKernel;

/// <summary>Which page of a list is wanted.</summary>
public sealed record PageRequest
{
    /// <summary>The most items of a page that may be asked for.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Asks for a page.</summary>
    /// <param name="limit">The maximum number of items, 1 to 1,000.</param>
    /// <param name="after">Where it begins, as <see cref="Page{T}.Next"/> of the page before; <see langword="null"/> = at the beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    public PageRequest(int limit = 20, string? after = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        Limit = limit;
        After = after;
    }

    /// <summary>The first page of 20 items.</summary>
    public static PageRequest First { get; } = new();

    /// <summary>The maximum number of items.</summary>
    /// <value>20 by default; 1 to 1,000.</value>
    public int Limit { get; }

    /// <summary>Where the page begins; <see langword="null"/> = at the beginning.</summary>
    public string? After { get; }
}
