using System.Linq.Expressions;

namespace AutoCrm.SharedKernel;

/// <summary>The names of a chain of members that begins at the parameter of a lambda, such as <c>Address.City</c>; for authors of stores.</summary>
public static class MemberPath
{
    /// <summary>The path of a lambda that is nothing but such a chain, or <see langword="null"/>.</summary>
    public static string? Of(LambdaExpression lambda) => Of(lambda.Body, lambda.Parameters[0]);

    /// <summary>The path of an expression that is such a chain from this parameter, or <see langword="null"/>.</summary>
    public static string? Of(Expression? expression, ParameterExpression parameter) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } converted => Of(converted.Operand, parameter),
        MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => Of(inner, parameter),
        MemberExpression member when member.Expression == parameter => member.Member.Name,
        MemberExpression member when Of(member.Expression, parameter) is { } owner => $"{owner}.{member.Member.Name}",
        _ => null,
    };
}
