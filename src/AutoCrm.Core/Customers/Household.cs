using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>People who live together and often decide on a car jointly (家庭).</summary>
public sealed class Household : AggregateRoot
{
    /// <summary>Creates a household.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">The display name, such as the family name.</param>
    public Household(Id<Household> id, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Id = id;
        Name = name;
    }

    /// <summary>How every store keeps a household: <c>households</c>.</summary>
    public static AggregateDefinition<Household, HouseholdState> Definition { get; } =
        new AggregateDefinition<Household, HouseholdState>("households", household => household.ToState(), Restore)
            .Index(household => household.Name);

    /// <summary>The id.</summary>
    public Id<Household> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>The display name.</summary>
    public string Name { get; private set; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; private set; }

    /// <summary>Restores a household from stored state.</summary>
    public static Household Restore(HouseholdState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var household = new Household(state.Id, state.Name) { Address = state.Address };
        return household;
    }

    /// <summary>What a store has to keep so that <see cref="Restore"/> makes the same household of it.</summary>
    public HouseholdState ToState() => new() { Id = Id, Name = Name, Address = Address };

    /// <summary>Changes the postal address.</summary>
    public void MoveTo(PostalAddress address) => Address = address;
}
