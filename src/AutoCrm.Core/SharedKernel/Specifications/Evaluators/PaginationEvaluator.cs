namespace AutoCrm.SharedKernel.Specifications;

/// <summary>Applies <c>Skip</c> and <c>Take</c> of a specification.</summary>
public class PaginationEvaluator : IEvaluator, IInMemoryEvaluator
{
    private PaginationEvaluator()
    {
    }

    /// <summary>The evaluator; it has no state.</summary>
    public static PaginationEvaluator Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsCriteriaEvaluator => false;

    /// <inheritdoc/>
    public IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(specification);
        var rest = specification.Skip > 0 ? query.Skip(specification.Skip) : query;
        return specification.Take >= 0 ? rest.Take(specification.Take) : rest;
    }

    /// <inheritdoc/>
    public IEnumerable<T> Evaluate<T>(IEnumerable<T> query, ISpecification<T> specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var rest = specification.Skip > 0 ? query.Skip(specification.Skip) : query;
        return specification.Take >= 0 ? rest.Take(specification.Take) : rest;
    }
}
