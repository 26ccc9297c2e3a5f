using System.Linq.Expressions;
using System.Reflection;
using Ardalis.Specification;
using AutoCrm.SharedKernel;
using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>
/// Puts a specification over an aggregate into the same question over the declared columns of its table: <c>c.Status</c> becomes
/// <c>EF.Property(row, "status")</c>, and <c>c.Parts.Any(…)</c> becomes <c>c.Id IN (SELECT owner_id FROM parts WHERE …)</c>, which begins with the
/// index of the parts where an EXISTS would be asked of every aggregate in turn.
/// </summary>
internal static class DocumentQuery
{
    public static IQueryable<Dictionary<string, object>> Where<T>(
        DocumentDbContext context, DocumentTable table, ISpecification<T> specification)
        where T : AggregateRoot
    {
        IQueryable<Dictionary<string, object>> rows = context.Set<Dictionary<string, object>>(table.Name);
        foreach (var criterion in specification.WhereExpressions)
        {
            var rewriter = new Rewriter<T>(context, table, criterion.Filter.Parameters[0]);
            rows = rows.Where(Expression.Lambda<Func<Dictionary<string, object>, bool>>(rewriter.Visit(criterion.Filter.Body), rewriter.Row));
        }

        return rows;
    }

    public static IQueryable<Dictionary<string, object>> Page<T>(
        DocumentDbContext context, DocumentTable table, IQueryable<Dictionary<string, object>> rows, ISpecification<T> specification, bool missingValuesComeLast)
        where T : AggregateRoot
    {
        foreach (var order in specification.OrderExpressions)
        {
            var rewriter = new Rewriter<T>(context, table, order.KeySelector.Parameters[0]);
            var body = order.KeySelector.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed && boxed.Type == typeof(object)
                ? boxed.Operand
                : order.KeySelector.Body;
            var key = rewriter.Visit(body);
            var method = order.OrderType;
            if (missingValuesComeLast && (!key.Type.IsValueType || Nullable.GetUnderlyingType(key.Type) is not null))
            {
                // A missing value comes before every other one, as in memory.
                rows = Order(rows, method, Expression.NotEqual(key, Expression.Constant(null, key.Type)), rewriter.Row);
                method = method is OrderTypeEnum.OrderBy ? OrderTypeEnum.ThenBy : method is OrderTypeEnum.OrderByDescending ? OrderTypeEnum.ThenByDescending : method;
            }

            rows = Order(rows, method, key, rewriter.Row);
        }

        if (specification.Skip > 0)
        {
            rows = rows.Skip(specification.Skip);
        }

        return specification.Take >= 0 ? rows.Take(specification.Take) : rows;
    }

    private static IQueryable<Dictionary<string, object>> Order(
        IQueryable<Dictionary<string, object>> rows, OrderTypeEnum method, Expression body, ParameterExpression row)
    {
        var key = Expression.Lambda(body, row);
        return rows.Provider.CreateQuery<Dictionary<string, object>>(Expression.Call(
            typeof(Queryable), MethodOf(method), [typeof(Dictionary<string, object>), key.ReturnType], rows.Expression, Expression.Quote(key)));
    }

    private static string MethodOf(OrderTypeEnum order) => order switch
    {
        OrderTypeEnum.OrderBy => nameof(Queryable.OrderBy),
        OrderTypeEnum.OrderByDescending => nameof(Queryable.OrderByDescending),
        OrderTypeEnum.ThenBy => nameof(Queryable.ThenBy),
        _ => nameof(Queryable.ThenByDescending),
    };

    private sealed class Rewriter<T>(DocumentDbContext context, DocumentTable table, ParameterExpression aggregate) : ExpressionVisitor
        where T : AggregateRoot
    {
        private static readonly MethodInfo Property = typeof(EF).GetMethod(nameof(EF.Property))!;

        private readonly Dictionary<ParameterExpression, (ParameterExpression Row, DocumentListTable Table)> parts = [];

        public ParameterExpression Row { get; } = Expression.Parameter(typeof(Dictionary<string, object>), "row");

        protected override Expression VisitMember(MemberExpression node)
        {
            if (MemberPath.Of(node, aggregate) is { } path)
            {
                return path == "Id"
                    ? ColumnOf(Row, DocumentModel.Id, typeof(Id<T>), node.Type)
                    : ColumnOf(Row, table.Definition.FindColumn(path)!, node.Type);
            }

            foreach (var (part, (row, list)) in parts)
            {
                if (MemberPath.Of(node, part) is { } partPath)
                {
                    return ColumnOf(row, list.List.Columns.First(column => MemberPath.Of(column.Member) == partPath), node.Type);
                }
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.Name != nameof(Enumerable.Any) || node.Arguments is not [var source, LambdaExpression criterion]
                || MemberPath.Of(source, aggregate) is not { } path)
            {
                return base.VisitMethodCall(node);
            }

            var list = table.Lists.First(known => MemberPath.Of(known.List.Parts) == path);
            var row = Expression.Parameter(typeof(Dictionary<string, object>), "part");
            parts[criterion.Parameters[0]] = (row, list);
            var matching = context.Set<Dictionary<string, object>>(list.Name)
                .Where(Expression.Lambda<Func<Dictionary<string, object>, bool>>(Visit(criterion.Body), row));
            var owners = matching.Select(part => EF.Property<Id<T>>(part, DocumentModel.Owner));
            return Expression.Call(
                typeof(Queryable), nameof(Queryable.Contains), [typeof(Id<T>)], owners.Expression, ColumnOf(Row, DocumentModel.Id, typeof(Id<T>), typeof(Id<T>)));
        }

        private static Expression ColumnOf(ParameterExpression row, IndexColumn column, Type type) => ColumnOf(row, column.Name, column.MemberType, type);

        private static Expression ColumnOf(ParameterExpression row, string name, Type columnType, Type type)
        {
            var column = Expression.Call(Property.MakeGenericMethod(columnType), row, Expression.Constant(name));
            return columnType == type ? column : Expression.Convert(column, type);
        }
    }
}
