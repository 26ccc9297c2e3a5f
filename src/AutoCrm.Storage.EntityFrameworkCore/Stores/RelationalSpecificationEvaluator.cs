using System.Linq.Expressions;
using System.Reflection;
using AutoCrm.SharedKernel;
using AutoCrm.SharedKernel.Specifications;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Stores;

/// <summary>
/// Turns <c>aggregate.Parts.Any(…)</c> into <c>aggregate.Id IN (SELECT … FROM parts WHERE …)</c>. The EXISTS that the model would
/// make of it is asked of every aggregate in turn; the IN begins with the index of the parts.
/// </summary>
internal sealed class RelationalSpecificationEvaluator : SpecificationEvaluator
{
    private RelationalSpecificationEvaluator()
        : base([new WhereInEvaluator(), OrderEvaluator.Instance, PaginationEvaluator.Instance])
    {
    }

    public static RelationalSpecificationEvaluator Instance { get; } = new();

    /// <summary>Applies the conditions of a specification, each rewritten; it comes first, as the subqueries begin with what it is given.</summary>
    private sealed class WhereInEvaluator : IEvaluator
    {
        public bool IsCriteriaEvaluator => true;

        public IQueryable<T> GetQuery<T>(IQueryable<T> query, ISpecification<T> specification)
            where T : class => specification.WhereExpressions.Select(condition => condition.Filter).Aggregate(
                query,
                (narrowed, filter) => narrowed.Where((Expression<Func<T, bool>>)new AnyToContains<T>(query, filter.Parameters[0]).Visit(filter)));
    }

    private sealed class AnyToContains<T>(IQueryable<T> all, ParameterExpression aggregate) : ExpressionVisitor
    {
        private static readonly MethodInfo Rewrite =
            typeof(AnyToContains<T>).GetMethod(nameof(Contains), BindingFlags.Instance | BindingFlags.NonPublic)!;

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(Enumerable) && node.Method.Name == nameof(Enumerable.Any) && node.Arguments.Count == 2
                && node.Arguments[0] is MemberExpression { Expression: var owner } parts && owner == aggregate)
            {
                return (Expression)Rewrite.MakeGenericMethod(node.Method.GetGenericArguments()[0], typeof(Id<>).MakeGenericType(typeof(T)))
                    .Invoke(this, [parts.Member.Name, node.Arguments[1]])!;
            }

            return base.VisitMethodCall(node);
        }

        private MethodCallExpression Contains<TPart, TId>(string parts, Expression<Func<TPart, bool>> criterion)
        {
            var other = Expression.Parameter(typeof(T), "other");
            var list = Expression.Convert(Expression.Property(other, parts), typeof(IEnumerable<TPart>));
            var matching = Expression.Lambda<Func<T, IEnumerable<TPart>>>(
                Expression.Call(typeof(Enumerable), nameof(Enumerable.Where), [typeof(TPart)], list, criterion), other);
            var ids = all.SelectMany(matching, (found, _) => EF.Property<TId>(found!, "Id"));
            var id = Expression.Call(typeof(EF), nameof(EF.Property), [typeof(TId)], aggregate, Expression.Constant("Id"));
            return Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(TId)], ids.Expression, id);
        }
    }
}
