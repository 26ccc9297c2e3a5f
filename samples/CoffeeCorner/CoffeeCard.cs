using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace CoffeeCorner;

/// <summary>A card on which each coffee is a stamp; ten stamps fill it.</summary>
public sealed class CoffeeCard : AggregateRoot
{
    private const int StampsToFill = 10;

    private readonly List<Stamp> stamps = [];

    /// <summary>A new card without stamps.</summary>
    /// <param name="id">The id.</param>
    /// <param name="number">The printed number, unique.</param>
    /// <param name="customer">Whose it is; <see langword="null"/> until it is known.</param>
    /// <param name="issuedOn">When it was given out; <see langword="null"/> = not known.</param>
    public CoffeeCard(Id<CoffeeCard> id, string number, Id<Customer>? customer = null, LocalDate? issuedOn = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(number);
        IssuedOn = issuedOn;
        Id = id;
        Number = number;
        Customer = customer;
    }

    /// <summary>How every store keeps a card: <c>coffee.card</c>. Its first state had <c>code</c> where the second has <c>number</c>.</summary>
    public static AggregateDefinition<CoffeeCard, CoffeeCardState> Definition { get; } =
        new AggregateDefinition<CoffeeCard, CoffeeCardState>("coffee.card", card => card.ToState(), Restore)
            .Index(card => card.Number, unique: true)
            .OfCustomer(card => card.Customer)
            .Index(card => card.FullSince)
            .IndexEach(card => card.Stamps, stamp => stamp.Outlet, stamp => stamp.At)
            .Upgrade(1, state =>
            {
                state["number"] = state["code"]?.DeepClone();
                state.Remove("code");
                return state;
            });

    /// <summary>The id.</summary>
    public Id<CoffeeCard> Id { get; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>The printed number.</summary>
    public string Number { get; }

    /// <summary>Whose it is, if known.</summary>
    public Id<Customer>? Customer { get; private set; }

    /// <summary>When it was given out, if known.</summary>
    public LocalDate? IssuedOn { get; private set; }

    /// <summary>When the tenth stamp was given; <see langword="null"/> while there is room.</summary>
    public Instant? FullSince { get; private set; }

    /// <summary>The stamps in the order in which they were given.</summary>
    public IReadOnlyList<Stamp> Stamps => stamps;

    /// <summary>The id of the card of a number. It is derived, so that the same card imported twice is one.</summary>
    public static Id<CoffeeCard> IdOf(string number) => Id<CoffeeCard>.Derive(new SourceRef("coffee", number), NodaConstants.UnixEpoch);

    /// <summary>Gives the card to a customer.</summary>
    public void Assign(Id<Customer> customer) => Customer = customer;

    /// <summary>Takes over what a file says of the card; <see langword="null"/> where nothing changes.</summary>
    public CoffeeCard? Merge(CoffeeCard described)
    {
        ArgumentNullException.ThrowIfNull(described);
        if (described.IssuedOn is null || described.IssuedOn == IssuedOn)
        {
            return null;
        }

        IssuedOn = described.IssuedOn;
        return this;
    }

    /// <summary>Gives a stamp. The tenth fills the card, which raises <see cref="CoffeeCardFilled"/>.</summary>
    /// <exception cref="DomainException">The card is full (<c>card-not-full</c>).</exception>
    public void Stamp(OutletCode outlet, Instant at)
    {
        if (FullSince is { } full)
        {
            throw new DomainException("card-not-full", $"Card {Number} is full since {full}; expected a new card.");
        }

        stamps.Add(new Stamp(outlet, at));
        if (stamps.Count == StampsToFill)
        {
            FullSince = at;
            Raise(new CoffeeCardFilled(Number, Customer, outlet, at));
        }
    }

    private static CoffeeCard Restore(CoffeeCardState state)
    {
        var card = new CoffeeCard(state.Id, state.Number, state.Customer, state.IssuedOn) { FullSince = state.FullSince };
        card.stamps.AddRange(state.Stamps);
        return card;
    }

    private CoffeeCardState ToState() => new(Id, Number, Customer, IssuedOn, FullSince, [.. stamps]);
}

/// <summary>A stamp on a card.</summary>
/// <param name="Outlet">The outlet that gave it.</param>
/// <param name="At">When.</param>
public sealed record Stamp(OutletCode Outlet, Instant At);

/// <summary>The state of a card.</summary>
public sealed record CoffeeCardState(
    Id<CoffeeCard> Id, string Number, Id<Customer>? Customer, LocalDate? IssuedOn, Instant? FullSince, IReadOnlyList<Stamp> Stamps);
