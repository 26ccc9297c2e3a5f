using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// A customer (客户): one person or organisation, whatever number of systems know of it. What the source records say of it is
/// taken over by <see cref="ApplyGoldenRecord"/>; what the host adds by its own hand stays when that is renewed.
/// </summary>
public sealed class Customer : AggregateRoot
{
    private List<ContactPoint> contactPoints = [];
    private List<Consent> consents = [];

    /// <summary>A customer of whom nothing is known yet.</summary>
    public Customer(Id<Customer> id, CustomerKind kind)
    {
        Id = id;
        Kind = kind;
    }

    /// <summary>How every store keeps a customer: <c>customers</c>.</summary>
    public static AggregateDefinition<Customer, CustomerState> Definition { get; } =
        new AggregateDefinition<Customer, CustomerState>("customers", customer => customer.ToState(), Restore)
            .Index(customer => customer.Kind)
            .Index(customer => customer.MergedInto)
            .Index(customer => customer.Household)
            .Index(customer => customer.Parent)
            .Index(customer => customer.KeyAccountOwner)
            .IndexEach(customer => customer.ContactPoints, point => point.Kind, point => point.Value);

    /// <summary>The id.</summary>
    public Id<Customer> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>What the customer is in law.</summary>
    public CustomerKind Kind { get; private set; }

    /// <summary>The name.</summary>
    public CustomerName? Name { get; private set; }

    /// <summary>The date of birth.</summary>
    public LocalDate? BirthDate { get; private set; }

    /// <summary>The gender.</summary>
    public Gender? Gender { get; private set; }

    /// <summary>The language to address the customer in, a BCP 47 tag.</summary>
    public string? Language { get; private set; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; private set; }

    /// <summary>The outlet that looks after the customer.</summary>
    public OutletCode? Outlet { get; private set; }

    /// <summary>The ways to reach the customer; one preferred per kind.</summary>
    public IReadOnlyList<ContactPoint> ContactPoints => contactPoints;

    /// <summary>The consents, given and withdrawn, in the order they were given.</summary>
    public IReadOnlyList<Consent> Consents => consents;

    /// <summary>What the host noted of the customer's preferences and interests, by name.</summary>
    public Attributes Preferences { get; private set; } = Attributes.None;

    /// <summary>The household the customer lives in, if known.</summary>
    public Id<Household>? Household { get; private set; }

    /// <summary>The organisation the customer belongs to, if any.</summary>
    public Id<Customer>? Parent { get; private set; }

    /// <summary>How the customer is looked after personally, where it is a key account.</summary>
    public KeyAccount? KeyAccount { get; private set; }

    /// <summary>Who looks after the customer, where it is a key account.</summary>
    public string? KeyAccountOwner => KeyAccount?.Owner;

    /// <summary>The customer this one was merged into; <see langword="null"/> while it stands for itself.</summary>
    public Id<Customer>? MergedInto { get; private set; }

    /// <summary>When the personal data was erased.</summary>
    public Instant? ErasedAt { get; private set; }

    /// <summary>The source record each described field comes from.</summary>
    public IReadOnlyDictionary<string, SourceRef> Origins { get; private set; } = new Dictionary<string, SourceRef>();

    /// <summary>The customer that a store kept, as it was. What the customer had to tell when it was stored is not told again.</summary>
    public static Customer Restore(CustomerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var customer = new Customer(state.Id, state.Kind)
        {
            Name = state.Name,
            BirthDate = state.BirthDate,
            Gender = state.Gender,
            Language = state.Language,
            Address = state.Address,
            Outlet = state.Outlet,
            Preferences = state.Preferences,
            Household = state.Household,
            Parent = state.Parent,
            KeyAccount = state.KeyAccount,
            MergedInto = state.MergedInto,
            ErasedAt = state.ErasedAt,
            Origins = state.Origins,
            contactPoints = [.. state.ContactPoints],
            consents = [.. state.Consents],
        };
        return customer;
    }

    /// <summary>What a store has to keep so that <see cref="Restore"/> makes the same customer of it. It shares nothing that changes.</summary>
    public CustomerState ToState() => new()
    {
        Id = Id,
        Kind = Kind,
        Name = Name,
        BirthDate = BirthDate,
        Gender = Gender,
        Language = Language,
        Address = Address,
        Outlet = Outlet,
        ContactPoints = [.. contactPoints],
        Consents = [.. consents],
        Preferences = Preferences,
        Household = Household,
        Parent = Parent,
        KeyAccount = KeyAccount,
        MergedInto = MergedInto,
        ErasedAt = ErasedAt,
        Origins = Origins,
    };

    /// <summary>Takes over what the source records say. Contact points and consents the host added itself stay.</summary>
    /// <exception cref="DomainException">The personal data was erased (<c>erased-stays-erased</c>).</exception>
    public void ApplyGoldenRecord(GoldenRecord goldenRecord)
    {
        ArgumentNullException.ThrowIfNull(goldenRecord);
        if (ErasedAt is { } erased)
        {
            throw new DomainException("erased-stays-erased", $"The personal data of customer {Id} was erased on {erased} and is not taken in again.");
        }

        Kind = goldenRecord.Kind;
        Name = goldenRecord.Name;
        BirthDate = goldenRecord.BirthDate;
        Gender = goldenRecord.Gender;
        Language = goldenRecord.Language;
        Address = goldenRecord.Address;
        Outlet = goldenRecord.Outlet;
        Origins = goldenRecord.Origins;
        contactPoints.RemoveAll(point => point.Source is not null);
        foreach (var point in goldenRecord.ContactPoints)
        {
            if (!contactPoints.Exists(own => own.Kind == point.Kind && own.Value == point.Value))
            {
                contactPoints.Add(point with { IsPreferred = point.IsPreferred && !HasPreferred(point.Kind) });
            }
        }
    }

    /// <summary>Adds a way to reach the customer. A preferred one takes the place of the one preferred so far.</summary>
    /// <exception cref="DomainException">A preferred one is invalid (<c>preferred-is-valid</c>).</exception>
    public void AddContactPoint(ContactPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point is { IsPreferred: true, IsValid: false })
        {
            throw new DomainException(
                "preferred-is-valid", $"The {point.Kind} '{point.RawValue}' is invalid and cannot be preferred; correct it first.");
        }

        if (point.IsPreferred)
        {
            for (var i = 0; i < contactPoints.Count; i++)
            {
                if (contactPoints[i].Kind == point.Kind)
                {
                    contactPoints[i] = contactPoints[i] with { IsPreferred = false };
                }
            }
        }

        contactPoints.RemoveAll(known => known.Kind == point.Kind && known.Value == point.Value);
        contactPoints.Add(point);
    }

    /// <summary>Whether the customer may be contacted for a purpose over a channel. No record means no.</summary>
    public bool Allows(string purpose, string channel, Instant at) => consents.Exists(consent => consent.Covers(purpose, channel, at));

    /// <summary>Notes a consent.</summary>
    public void GrantConsent(Consent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        consents.Add(consent);
    }

    /// <summary>Withdraws every standing consent for a purpose over a channel; without a channel, over all.</summary>
    public void WithdrawConsent(string purpose, string? channel, Instant at)
    {
        for (var i = 0; i < consents.Count; i++)
        {
            var consent = consents[i];
            if (consent.Purpose == purpose && consent.WithdrawnAt is null && (channel is null || consent.Channel is null || consent.Channel == channel))
            {
                consents[i] = consent with { WithdrawnAt = at };
            }
        }
    }

    /// <summary>Notes preferences and interests; a name noted before gets the new value.</summary>
    public void SetPreferences(IEnumerable<KeyValuePair<string, string>> preferences) => Preferences = new Attributes(Preferences.Concat(preferences));

    /// <summary>Puts the customer into a household, or out of any.</summary>
    public void AssignHousehold(Id<Household>? household) => Household = household;

    /// <summary>Puts the customer under an organisation, or out of any.</summary>
    /// <exception cref="DomainException">It is the customer itself (<c>customer-parent</c>).</exception>
    public void SetParent(Id<Customer>? parent)
    {
        if (parent == Id)
        {
            throw new DomainException("customer-parent", $"Customer {Id} cannot belong to itself; name the organisation above it, or none.");
        }

        Parent = parent;
    }

    /// <summary>Makes the customer a key account, or an ordinary one again.</summary>
    /// <exception cref="DomainException">A person cannot be one (<c>key-account-is-organization</c>).</exception>
    public void AssignKeyAccount(KeyAccount? account)
    {
        if (account is not null && Kind != CustomerKind.Organization)
        {
            throw new DomainException("key-account-is-organization", $"Customer {Id} is a person; only an organisation is a key account.");
        }

        KeyAccount = account;
    }

    /// <summary>Notes that this customer is the same as another one, whose id now stands for both.</summary>
    /// <exception cref="DomainException">It is the customer itself, or it was merged before (<c>merge-once</c>).</exception>
    public void MergeInto(Id<Customer> survivor)
    {
        if (survivor == Id || MergedInto is not null)
        {
            throw new DomainException(
                "merge-once", $"Customer {Id} cannot be merged into {survivor}: {(survivor == Id ? "it is the same" : $"it was merged into {MergedInto} before")}.");
        }

        MergedInto = survivor;
    }

    /// <summary>Notes that the customer stands for itself again.</summary>
    public void UndoMerge() => MergedInto = null;

    /// <summary>Erases everything that tells who the customer is (GDPR article 17, PIPL article 47). Events, values and the id stay.</summary>
    public void Erase(Instant at)
    {
        Name = null;
        BirthDate = null;
        Gender = null;
        Language = null;
        Address = null;
        Preferences = Attributes.None;
        KeyAccount = null;
        Origins = new Dictionary<string, SourceRef>();
        contactPoints.Clear();
        consents.Clear();
        ErasedAt = at;
    }

    private bool HasPreferred(ContactPointKind kind) => contactPoints.Exists(point => point.Kind == kind && point.IsPreferred);
}
