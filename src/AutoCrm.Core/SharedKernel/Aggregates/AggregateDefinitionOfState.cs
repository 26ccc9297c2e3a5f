using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;

namespace AutoCrm.SharedKernel;

/// <summary>
/// How every store keeps an aggregate of type <typeparamref name="T"/>: as a state of type <typeparamref name="TState"/>, written as JSON by
/// <see cref="AutoCrmJson.Options"/>.
/// </summary>
/// <typeparam name="T">The aggregate.</typeparam>
/// <typeparam name="TState">The state: a record of values. The version is kept beside it and is not part of it.</typeparam>
/// <param name="name">The persisted name, such as <c>work.case</c>.</param>
/// <param name="toState">Gives the state of an aggregate.</param>
/// <param name="restore">Makes the aggregate of a state.</param>
public sealed class AggregateDefinition<T, TState>(string name, Func<T, TState> toState, Func<TState, T> restore)
    : AggregateDefinition<T>(name, typeof(TState))
    where T : AggregateRoot
    where TState : class
{
    /// <summary>Declares a member that specifications may use. Stores index it.</summary>
    /// <param name="member">
    /// The member, such as <c>c => c.Status</c> or <c>c => c.Address.City</c>: text, a number, an enum, an instant, a date, an id, a Boolean, a
    /// decimal, or an <see cref="ITextValue"/>.
    /// </param>
    /// <param name="unique">Whether no two aggregates may have the same value. A commit that would break it throws <see cref="DomainException"/>.</param>
    /// <exception cref="ArgumentException">It is not a member, no column can keep its type, or it is declared twice.</exception>
    public AggregateDefinition<T, TState> Index<TKey>(Expression<Func<T, TKey>> member, bool unique = false)
    {
        ArgumentNullException.ThrowIfNull(member);
        AddColumn(ColumnOf(member, typeof(T), unique));
        return this;
    }

    /// <summary>Declares a member, unless it is declared already.</summary>
    internal void IndexMember(LambdaExpression member)
    {
        if (MemberPath.Of(member) is not { } path || FindColumn(path) is null)
        {
            AddColumn(ColumnOf(member, typeof(T), unique: false));
        }
    }

    /// <summary>Declares a list whose parts specifications may search by <c>Any</c>. Stores index the members together.</summary>
    /// <param name="parts">The list, such as <c>c => c.ContactPoints</c>.</param>
    /// <param name="members">The members of a part that may be used; at least one.</param>
    /// <exception cref="ArgumentException">One is not a member, no column can keep its type, or it is declared twice.</exception>
    public AggregateDefinition<T, TState> IndexEach<TPart>(
        Expression<Func<T, IEnumerable<TPart>>> parts, params Expression<Func<TPart, object?>>[] members)
        where TPart : class
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(members);
        var path = MemberPath.Of(parts) ?? throw NotAMember(parts, typeof(T));
        AddList(new IndexList(
            SnakeCase(path),
            parts,
            typeof(TPart),
            [.. members.Select(member => ColumnOf(member, typeof(TPart), unique: false))],
            _ => Reader(parts)));
        return this;
    }

    /// <summary>States how a state of an earlier version becomes one of the next. It is applied when the state is read, and kept by the next save.</summary>
    /// <param name="fromVersion">The earlier version; the first is 1.</param>
    /// <param name="upgrade">Gives the state of the next version; it may change and return the one it is given.</param>
    public AggregateDefinition<T, TState> Upgrade(int fromVersion, Func<JsonObject, JsonObject> upgrade)
    {
        AddUpgrade(fromVersion, upgrade);
        return this;
    }

    private protected override object GetState(AggregateRoot aggregate) => toState((T)aggregate);

    private protected override AggregateRoot RestoreState(object state) => restore((TState)state);

    private static Func<object, IEnumerable<object>> Reader<TPart>(Expression<Func<T, IEnumerable<TPart>>> parts)
        where TPart : class
    {
        var read = parts.Compile();
        return aggregate => read((T)aggregate);
    }

    private static string SnakeCase(string path)
    {
        var snake = new StringBuilder();
        foreach (var character in path.Replace(".", "", StringComparison.Ordinal))
        {
            if (char.IsUpper(character) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(character));
        }

        return snake.ToString();
    }

    private ArgumentException NotAMember(LambdaExpression member, Type owner) => new(
        $"{Name} declares '{member.Body}', which is not a member of {owner.Name}; expected something like c => c.Status.", nameof(member));

    private IndexColumn ColumnOf(LambdaExpression member, Type owner, bool unique)
    {
        var path = MemberPath.Of(member) ?? throw NotAMember(member, owner);
        var memberType = IndexColumn.TypeOf(member);
        var type = ColumnValue.TypeOf(memberType) ?? throw new ArgumentException(
            $"{Name} declares {owner.Name}.{path}, a {memberType.Name}, which no column can keep; expected a string, an integer, an enum, an Instant, " +
            "a LocalDate, an Id, a Guid, a bool, a decimal or an ITextValue.",
            nameof(member));
        return new IndexColumn(SnakeCase(path), member, type, unique);
    }
}
