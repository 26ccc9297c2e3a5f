using System.Linq.Expressions;

namespace AutoCrm.SharedKernel;

/// <summary>A declared list: parts of an aggregate that specifications may search by <c>Any</c>.</summary>
public sealed class IndexList
{
    private readonly Lazy<Func<object, IEnumerable<object>>> read;

    internal IndexList(string name, LambdaExpression parts, Type partType, IReadOnlyList<IndexColumn> columns, Func<LambdaExpression, Func<object, IEnumerable<object>>> compile)
    {
        Name = name;
        Parts = parts;
        PartType = partType;
        Columns = columns;
        read = new Lazy<Func<object, IEnumerable<object>>>(() => compile(parts));
    }

    /// <summary>The list's name in stores, such as <c>contact_points</c>.</summary>
    public string Name { get; }

    /// <summary>The list member, as declared.</summary>
    public LambdaExpression Parts { get; }

    /// <summary>The type of a part.</summary>
    public Type PartType { get; }

    /// <summary>The declared members of a part. They are indexed together, in this order.</summary>
    public IReadOnlyList<IndexColumn> Columns { get; }

    /// <summary>The parts of an aggregate, in their order.</summary>
    public IEnumerable<object> Read(AggregateRoot aggregate) => read.Value(aggregate);
}
