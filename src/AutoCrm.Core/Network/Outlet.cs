using AutoCrm.SharedKernel;
using NodaTime;
using NodaTime.TimeZones;

namespace AutoCrm.Network;

/// <summary>An outlet of the network: head office, dealer or service station.</summary>
public sealed class Outlet : AggregateRoot
{
    /// <summary>Creates an outlet. Its id is derived from its code.</summary>
    /// <param name="code">The code, unique in the network.</param>
    /// <param name="name">The public name.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="timeZone">The time zone of its local times and business hours.</param>
    public Outlet(OutletCode code, string name, OutletKind kind, DateTimeZone timeZone)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(timeZone);
        Id = IdOf(code);
        Code = code;
        Name = name;
        Kind = kind;
        TimeZone = timeZone;
    }

    /// <summary>How every store keeps an outlet: <c>outlets</c>.</summary>
    public static AggregateDefinition<Outlet, OutletState> Definition { get; } =
        new AggregateDefinition<Outlet, OutletState>("outlets", outlet => outlet.ToState(), Restore)
            .Index(outlet => outlet.Code, unique: true)
            .Index(outlet => outlet.Parent)
            .Index(outlet => outlet.Region);

    /// <summary>The id.</summary>
    public Id<Outlet> Id { get; private set; }

    /// <inheritdoc/>
    public override Guid Key => Id.Value;

    /// <summary>The code, unique in the network.</summary>
    public OutletCode Code { get; private set; }

    /// <summary>The public name.</summary>
    public string Name { get; private set; }

    /// <summary>The kind.</summary>
    public OutletKind Kind { get; private set; }

    /// <summary>The time zone of its local times and business hours.</summary>
    public DateTimeZone TimeZone { get; private set; }

    /// <summary>The parent outlet, if any.</summary>
    public OutletCode? Parent { get; private set; }

    /// <summary>The sales region, if any.</summary>
    public string? Region { get; private set; }

    /// <summary>The business hours.</summary>
    public BusinessCalendar Calendar { get; private set; } = BusinessCalendar.EveryDay;

    /// <summary>The id of the outlet with this code.</summary>
    public static Id<Outlet> IdOf(OutletCode code) =>
        Id<Outlet>.Derive(new SourceRef("network", code.Value), Instant.FromUnixTimeTicks(0));

    /// <summary>Restores an outlet from stored state.</summary>
    /// <exception cref="DateTimeZoneNotFoundException">The IANA database has no such time zone.</exception>
    public static Outlet Restore(OutletState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var outlet = new Outlet(state.Code, state.Name, state.Kind, DateTimeZoneProviders.Tzdb[state.TimeZone])
        {
            Parent = state.Parent,
            Region = state.Region,
            Calendar = state.Calendar,
        };
        return outlet;
    }

    /// <summary>Returns the state from which <see cref="Restore"/> rebuilds this outlet.</summary>
    public OutletState ToState() => new()
    {
        Code = Code,
        Name = Name,
        Kind = Kind,
        TimeZone = TimeZone.Id,
        Parent = Parent,
        Region = Region,
        Calendar = Calendar,
    };

    /// <summary>The outlet as <paramref name="described"/> says, with the business hours of this one; <see langword="null"/> where nothing changes.</summary>
    public Outlet? ReplacedBy(Outlet described)
    {
        ArgumentNullException.ThrowIfNull(described);
        if (Name == described.Name && Kind == described.Kind && TimeZone.Equals(described.TimeZone) && Parent == described.Parent && Region == described.Region)
        {
            return null;
        }

        var next = Restore(described.ToState() with { Calendar = Calendar });
        next.MarkStored(Version);
        return next;
    }

    /// <summary>Puts the outlet under another one.</summary>
    /// <exception cref="DomainException">It is the outlet itself (<c>outlet-parent</c>).</exception>
    public void SetParent(OutletCode? parent)
    {
        if (parent == Code)
        {
            throw new DomainException("outlet-parent", $"Outlet {Code} cannot be its own parent; expected another outlet, or none.");
        }

        Parent = parent;
    }

    /// <summary>Assigns the outlet to a region.</summary>
    public void SetRegion(string? region) => Region = region;

    /// <summary>Changes the business hours.</summary>
    public void SetCalendar(BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        Calendar = calendar;
    }
}
