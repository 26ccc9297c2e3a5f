using System.Text.Json.Serialization;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>
/// A customer (客户): one person or organisation, resolved from the records of any number of source systems. The golden record of these
/// is applied by <see cref="ApplyGoldenRecord"/>; data added by the host is preserved when it is applied again.
/// </summary>
[JsonConverter(typeof(CustomerJsonConverter))]
public sealed class Customer : AggregateRoot
{
    private List<ContactPoint> contactPoints = [];
    private List<Consent> consents = [];

    /// <summary>Creates a customer without any data.</summary>
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
            .IndexEach(customer => customer.ContactPoints, point => point.Kind, point => point.Value)
            .IndexEach(customer => customer.SearchNames, name => name.Value);

    /// <summary>The id.</summary>
    public Id<Customer> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>Person or organisation.</summary>
    public CustomerKind Kind { get; private set; }

    /// <summary>The name.</summary>
    public CustomerName? Name { get; private set; }

    /// <summary>The forms of the name by whose beginning the customer is found; none of a customer that is merged.</summary>
    public IReadOnlyList<SearchName> SearchNames => Name is null || MergedInto is not null ? [] : SearchName.ListOf(Name);

    /// <summary>The date of birth.</summary>
    public LocalDate? BirthDate { get; private set; }

    /// <summary>The gender.</summary>
    public Gender? Gender { get; private set; }

    /// <summary>The language to address the customer in, a BCP 47 tag.</summary>
    public string? Language { get; private set; }

    /// <summary>The postal address.</summary>
    public PostalAddress? Address { get; private set; }

    /// <summary>The outlet responsible for the customer.</summary>
    public OutletCode? Outlet { get; private set; }

    /// <summary>The contact points; at most one is preferred per kind.</summary>
    public IReadOnlyList<ContactPoint> ContactPoints => contactPoints;

    /// <summary>The consents, granted and withdrawn, in the order in which they were granted.</summary>
    public IReadOnlyList<Consent> Consents => consents;

    /// <summary>Preferences and interests recorded by the host, by name.</summary>
    public Attributes Preferences { get; private set; } = Attributes.None;

    /// <summary>The household the customer lives in, if known.</summary>
    public Id<Household>? Household { get; private set; }

    /// <summary>The organisation the customer belongs to, if any.</summary>
    public Id<Customer>? Parent { get; private set; }

    /// <summary>The key account data, if the customer is a key account.</summary>
    public KeyAccount? KeyAccount { get; private set; }

    /// <summary>Who looks after the customer, where it is a key account.</summary>
    public string? KeyAccountOwner => KeyAccount?.Owner;

    /// <summary>The customer this one was merged into; <see langword="null"/> while it is not merged.</summary>
    public Id<Customer>? MergedInto { get; private set; }

    /// <summary>When, by whom and why the personal data was erased; <see langword="null"/> if it was not.</summary>
    public Erasure? Erasure { get; private set; }

    /// <summary>The originating source record of each field of the golden record.</summary>
    public IReadOnlyDictionary<string, SourceRef> Origins { get; private set; } = new Dictionary<string, SourceRef>();

    /// <summary>Restores a customer from stored state. Domain events raised before it was stored are not raised again.</summary>
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
            Erasure = state.Erasure,
            Origins = state.Origins,
            contactPoints = [.. state.ContactPoints],
            consents = [.. state.Consents],
        };
        return customer;
    }

    /// <summary>Returns the state from which <see cref="Restore"/> rebuilds this customer. It shares no mutable data with the customer.</summary>
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
        Erasure = Erasure,
        Origins = Origins,
    };

    /// <summary>Applies the golden record of the source records. Contact points and consents added by the host are preserved.</summary>
    /// <exception cref="DomainException">The personal data was erased (<c>erased-stays-erased</c>).</exception>
    public void ApplyGoldenRecord(GoldenRecord goldenRecord)
    {
        ArgumentNullException.ThrowIfNull(goldenRecord);
        EnsureNotErased();
        Kind = goldenRecord.Kind;
        Name = goldenRecord.Name;
        BirthDate = goldenRecord.BirthDate;
        Gender = goldenRecord.Gender;
        Language = goldenRecord.Language;
        Address = goldenRecord.Address;
        Outlet = goldenRecord.Outlet;
        Origins = goldenRecord.Origins;
        ChangeConsents(() => ApplyConsents(goldenRecord.ConsentStatements));
        contactPoints.RemoveAll(point => point.Source is not null);
        foreach (var point in goldenRecord.ContactPoints)
        {
            if (!contactPoints.Exists(own => own.Kind == point.Kind && own.Value == point.Value))
            {
                contactPoints.Add(point with { IsPreferred = point.IsPreferred && !HasPreferred(point.Kind) });
            }
        }
    }

    /// <summary>Adds a contact point. A preferred one replaces the preferred one of the same kind.</summary>
    /// <exception cref="DomainException">
    /// The contact point is preferred but invalid (<c>preferred-is-valid</c>), or the personal data was erased (<c>erased-stays-erased</c>).
    /// </exception>
    public void AddContactPoint(ContactPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        EnsureNotErased();
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

    /// <summary>Whether the customer may be contacted for a purpose over a channel; <see langword="false"/> without a recorded consent.</summary>
    public bool Allows(string purpose, string channel, Instant at) => consents.Exists(consent => consent.Covers(purpose, channel, at));

    /// <summary>Records a consent.</summary>
    /// <exception cref="DomainException">The personal data was erased (<c>erased-stays-erased</c>).</exception>
    public void GrantConsent(Consent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        EnsureNotErased();
        ChangeConsents(() => consents.Add(consent));
    }

    /// <summary>Withdraws every consent in force for a purpose over a channel; without a channel, over all channels.</summary>
    public void WithdrawConsent(string purpose, string? channel, Instant at) => ChangeConsents(() => Withdraw(purpose, channel, at, _ => true));

    /// <summary>Sets preferences and interests; the value of an existing name is replaced.</summary>
    /// <exception cref="DomainException">The personal data was erased (<c>erased-stays-erased</c>).</exception>
    public void SetPreferences(IEnumerable<KeyValuePair<string, string>> preferences)
    {
        EnsureNotErased();
        Preferences = new Attributes(Preferences.Concat(preferences));
    }

    /// <summary>Assigns the customer to a household, or removes it from its household.</summary>
    public void AssignHousehold(Id<Household>? household) => Household = household;

    /// <summary>Sets the parent organisation, or removes it.</summary>
    /// <exception cref="DomainException">The parent is the customer itself (<c>customer-parent</c>).</exception>
    public void SetParent(Id<Customer>? parent)
    {
        if (parent == Id)
        {
            throw new DomainException("customer-parent", $"Customer {Id} cannot be its own parent; expected another organisation, or none.");
        }

        Parent = parent;
    }

    /// <summary>Makes the customer a key account, or removes that status.</summary>
    /// <exception cref="DomainException">The customer is a person (<c>key-account-is-organization</c>).</exception>
    public void AssignKeyAccount(KeyAccount? account)
    {
        if (account is not null && Kind != CustomerKind.Organization)
        {
            throw new DomainException("key-account-is-organization", $"Customer {Id} is a person; only an organisation can be a key account.");
        }

        KeyAccount = account;
    }

    /// <summary>Marks the customer as merged into another one, whose id represents both from then on.</summary>
    /// <exception cref="DomainException">The survivor is the customer itself, or the customer is already merged (<c>merge-once</c>).</exception>
    internal void MergeInto(Id<Customer> survivor)
    {
        if (survivor == Id || MergedInto is not null)
        {
            throw new DomainException(
                "merge-once", $"Customer {Id} cannot be merged into {survivor}: {(survivor == Id ? "it is the same" : $"it is already merged into {MergedInto}")}.");
        }

        MergedInto = survivor;
    }

    /// <summary>Reverts a merge: the customer is represented by its own id again.</summary>
    internal void UndoMerge() => MergedInto = null;

    /// <summary>
    /// Erases the personal data of this aggregate, which is a part of what <c>crm.Privacy.EraseAsync</c> erases. The id remains, and which consents and objections
    /// there were and when, as proof.
    /// </summary>
    internal void Erase(Erasure erasure)
    {
        if (Erasure is null)
        {
            Raise(new CustomerErased(Id, erasure.At));
        }

        Name = null;
        BirthDate = null;
        Gender = null;
        Language = null;
        Address = null;
        Preferences = Attributes.None;
        KeyAccount = null;
        Origins = new Dictionary<string, SourceRef>();
        Household = null;
        Parent = null;
        contactPoints.Clear();
        consents = consents.ConvertAll(consent => consent with
        {
            Evidence = "erased",
            Source = consent.Source is { } source ? ErasedReference.Of(source) : null,
            WithdrawnAt = consent.WithdrawnAt ?? erasure.At,
        });
        Erasure ??= erasure;
    }

    private void EnsureNotErased()
    {
        if (Erasure is { } erased)
        {
            throw new DomainException(
                "erased-stays-erased",
                $"The personal data of customer {Id} was erased on {erased.At} and cannot be stored again; a person who comes again is a new customer.");
        }
    }

    /// <summary>
    /// Changes consents, and raises an event for each purpose and channel whose coverage changes. A consent for any channel covers each of
    /// them. Where it ends, and others for single channels stay in force, their events are raised again after it, so that a receiver who follows the messages in
    /// their order answers as <see cref="Allows"/> does.
    /// </summary>
    private void ChangeConsents(Action change)
    {
        var before = ListInForce();
        change();
        var after = ListInForce();
        foreach (var ((purpose, channel), consent) in before.Where(known => !IsCovered(after, known.Key)))
        {
            var withdrawn = consents.FindLast(other => other.Purpose == purpose && other.Channel == channel && other.WithdrawnAt is not null);
            Raise(new CustomerConsentChanged(Id, purpose, channel, IsGranted: false, consent.Basis, consent.Evidence, withdrawn?.WithdrawnAt ?? consent.GivenAt));
        }

        foreach (var ((purpose, channel), consent) in after.Where(known => !IsCovered(before, known.Key) || HasEnded((known.Key.Purpose, null))))
        {
            Raise(new CustomerConsentChanged(Id, purpose, channel, IsGranted: true, consent.Basis, consent.Evidence, consent.GivenAt));
        }

        bool HasEnded((string, string?) key) => before.ContainsKey(key) && !after.ContainsKey(key);
    }

    private static bool IsCovered(Dictionary<(string Purpose, string? Channel), Consent> inForce, (string Purpose, string? Channel) key) =>
        inForce.ContainsKey(key) || inForce.ContainsKey((key.Purpose, null));

    private Dictionary<(string Purpose, string? Channel), Consent> ListInForce()
    {
        var inForce = new Dictionary<(string, string?), Consent>();
        foreach (var consent in consents.Where(consent => consent.WithdrawnAt is null))
        {
            inForce.TryAdd((consent.Purpose, consent.Channel), consent);
        }

        return inForce;
    }

    private bool HasPreferred(ContactPointKind kind) => contactPoints.Exists(point => point.Kind == kind && point.IsPreferred);

    /// <summary>Replaces the consents that came from records and events; what they withdraw is withdrawn of the host's own consents, too.</summary>
    private void ApplyConsents(IEnumerable<ConsentStatement> statements)
    {
        consents.RemoveAll(consent => consent.Source is not null);
        foreach (var statement in statements.OrderBy(statement => statement.At).ThenBy(statement => statement.Source))
        {
            if (statement.IsGranted)
            {
                consents.Add(new Consent
                {
                    Purpose = statement.Purpose,
                    Channel = statement.Channel,
                    Basis = LegalBasis.Consent,
                    GivenAt = statement.At,
                    Evidence = statement.Source.ToString(),
                    Source = statement.Source,
                });
            }
            else
            {
                Withdraw(statement.Purpose, statement.Channel, statement.At, consent => consent.GivenAt <= statement.At);
            }
        }
    }

    private void Withdraw(string purpose, string? channel, Instant at, Predicate<Consent> isMeant)
    {
        for (var i = 0; i < consents.Count; i++)
        {
            var consent = consents[i];
            if (consent.Purpose == purpose && consent.WithdrawnAt is null && isMeant(consent)
                && (channel is null || consent.Channel is null || consent.Channel == channel))
            {
                consents[i] = consent with { WithdrawnAt = at };
            }
        }
    }
}
