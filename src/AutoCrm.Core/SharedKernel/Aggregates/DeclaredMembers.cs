using System.Linq.Expressions;
using Ardalis.Specification;

namespace AutoCrm.SharedKernel;

/// <summary>
/// Holds specifications to what every store can answer: the id and the declared members, compared with <c>==</c>, <c>!=</c>, <c>&lt;</c>,
/// <c>&lt;=</c>, <c>&gt;</c> and <c>&gt;=</c>, looked up with <c>Contains</c>, and the parts of declared lists with <c>Any</c>, joined by
/// <c>&amp;&amp;</c>, <c>||</c> and <c>!</c>.
/// </summary>
public static class DeclaredMembers
{
    /// <summary>Gives the specification back where it uses nothing else.</summary>
    /// <exception cref="InvalidOperationException">It uses a member that is not declared, or an operation that stores do not offer.</exception>
    public static ISpecification<T> Check<T>(AggregateDefinition<T> definition, ISpecification<T> specification)
        where T : AggregateRoot
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(specification);
        var name = specification.GetType().Name;
        foreach (var where in specification.WhereExpressions)
        {
            new Checker(name, definition, where.Filter.Parameters[0]).Visit(where.Filter.Body);
        }

        foreach (var order in specification.OrderExpressions)
        {
            var checker = new Checker(name, definition, order.KeySelector.Parameters[0]);
            checker.CheckKey(order.KeySelector);
        }

        return specification;
    }

    private sealed class Checker(string specification, AggregateDefinition definition, ParameterExpression aggregate) : ExpressionVisitor
    {
        /// <summary>The list whose parts are looked into, and the parameter that stands for a part.</summary>
        private readonly Dictionary<ParameterExpression, IndexList> parts = [];

        public void CheckKey(LambdaExpression key)
        {
            if (MemberPath.Of(key) is { } path)
            {
                CheckColumn(path);
            }
            else
            {
                throw NotOffered(key.Body);
            }
        }

        public override Expression? Visit(Expression? node) => node is null || !Mentions(node) ? node : base.Visit(node);

        protected override Expression VisitBinary(BinaryExpression node) => node.NodeType switch
        {
            ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan
                or ExpressionType.GreaterThanOrEqual or ExpressionType.AndAlso or ExpressionType.OrElse => base.VisitBinary(node),
            _ => throw NotOffered(node),
        };

        protected override Expression VisitUnary(UnaryExpression node) => node.NodeType switch
        {
            ExpressionType.Not or ExpressionType.Convert or ExpressionType.Quote => base.VisitUnary(node),
            _ => throw NotOffered(node),
        };

        protected override Expression VisitMember(MemberExpression node)
        {
            if (MemberPath.Of(node, aggregate) is { } path)
            {
                CheckColumn(path);
                return node;
            }

            foreach (var (part, list) in parts)
            {
                if (MemberPath.Of(node, part) is { } partPath)
                {
                    if (list.Columns.All(column => MemberPath.Of(column.Member) != partPath))
                    {
                        throw new InvalidOperationException(
                            $"{specification} asks for {list.PartType.Name}.{partPath}, which {definition.Name} does not index; " +
                            $"add it to .IndexEach(c => c.{MemberPath.Of(list.Parts)}, …).");
                    }

                    return node;
                }
            }

            throw NotOffered(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.Name == nameof(Enumerable.Any) && node.Arguments is [var source, LambdaExpression criterion]
                && MemberPath.Of(source, aggregate) is { } path)
            {
                parts[criterion.Parameters[0]] = definition.FindList(path) ?? throw new InvalidOperationException(
                    $"{specification} asks for {definition.AggregateType.Name}.{path}, which {definition.Name} does not index; add .IndexEach(c => c.{path}, …).");
                Visit(criterion.Body);
                return node;
            }

            if (node.Method.Name == nameof(Enumerable.Contains) && !Mentions(node.Object) && node.Arguments.Count(Mentions) == 1 && Mentions(node.Arguments[^1]))
            {
                Visit(node.Arguments[^1]);
                return node;
            }

            throw NotOffered(node);
        }

        protected override Expression VisitParameter(ParameterExpression node) => throw NotOffered(node);

        protected override Expression VisitConditional(ConditionalExpression node) => throw NotOffered(node);

        protected override Expression VisitInvocation(InvocationExpression node) => throw NotOffered(node);

        private void CheckColumn(string path)
        {
            if (path != "Id" && definition.FindColumn(path) is null)
            {
                throw new InvalidOperationException(
                    $"{specification} asks for {definition.AggregateType.Name}.{path}, which {definition.Name} does not index; add .Index(c => c.{path}).");
            }
        }

        private bool Mentions(Expression? node)
        {
            if (node is null)
            {
                return false;
            }

            var finder = new ParameterFinder(parameter => parameter == aggregate || parts.ContainsKey(parameter));
            finder.Visit(node);
            return finder.Found;
        }

        private InvalidOperationException NotOffered(Expression node) => new(
            $"{specification} asks for '{node}', which not every store can answer; compare declared members with ==, !=, <, <=, >, >= or Contains, " +
            "search declared lists with Any, and join conditions with &&, || and !.");
    }

    private sealed class ParameterFinder(Predicate<ParameterExpression> isWanted) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= isWanted(node);
            return node;
        }
    }
}
