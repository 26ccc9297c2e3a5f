using System.Linq.Expressions;

namespace AutoCrm.SharedKernel;

/// <summary>A declared column: a member of an aggregate, or of the parts of one of its lists, that specifications may use.</summary>
public sealed class IndexColumn
{
    private readonly Lazy<Func<object, object?>> read;

    internal IndexColumn(string name, LambdaExpression member, ColumnType type, bool isUnique)
    {
        Name = name;
        Member = member;
        MemberType = TypeOf(member);
        Type = type;
        IsUnique = isUnique;
        read = new Lazy<Func<object, object?>>(() => CompileReader(member));
    }

    /// <summary>The column's name in stores: the member's name in lower case with underscores, such as <c>merged_into</c>.</summary>
    public string Name { get; }

    /// <summary>How stores keep it.</summary>
    public ColumnType Type { get; }

    /// <summary>The member, as declared.</summary>
    public LambdaExpression Member { get; }

    /// <summary>The type of the member, whatever <see cref="Member"/> converts it to.</summary>
    public Type MemberType { get; }

    /// <summary>Whether no two aggregates may have the same value; missing values are not compared.</summary>
    public bool IsUnique { get; }

    /// <summary>Whether the member may be missing.</summary>
    public bool IsNullable => !MemberType.IsValueType || Nullable.GetUnderlyingType(MemberType) is not null;

    /// <summary>
    /// The value of an aggregate or part as the column keeps it: a <see cref="string"/>, <see cref="long"/>, <see cref="NodaTime.Instant"/>,
    /// <see cref="NodaTime.LocalDate"/>, <see cref="Guid"/>, <see cref="bool"/> or <see cref="decimal"/>, or <see langword="null"/>.
    /// </summary>
    public object? Read(object owner) => ColumnValue.Of(read.Value(owner));

    /// <summary>The type of the member that a lambda gives, which may be boxed or made nullable in it.</summary>
    internal static Type TypeOf(LambdaExpression member) => member.Body is UnaryExpression { NodeType: ExpressionType.Convert } converted ? converted.Operand.Type : member.Body.Type;

    private static Func<object, object?> CompileReader(LambdaExpression member)
    {
        var owner = Expression.Parameter(typeof(object), "owner");
        var body = Expression.Convert(Expression.Invoke(member, Expression.Convert(owner, member.Parameters[0].Type)), typeof(object));
        return Expression.Lambda<Func<object, object?>>(body, owner).Compile();
    }
}
