using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace AutoCrm.Timeline;

/// <summary>The kinds of events a host knows: those AutoCrm ships and those its plug-ins add.</summary>
public sealed class EventKinds
{
    /// <summary>How many codes of kinds that are not registered are remembered. They come from files and requests too, which may name any number.</summary>
    internal const int MaxUnknownCodes = 1_000;

    private readonly Dictionary<string, EventKind> byCode;
    private readonly ConcurrentDictionary<string, EventKind> unknown = new(StringComparer.Ordinal);

    /// <summary>The kinds AutoCrm ships and these.</summary>
    /// <exception cref="ArgumentException">Two kinds have the same code, or the members of one would be lost in a store.</exception>
    public EventKinds(params IEnumerable<EventKind> added)
    {
        All = [.. Shipped, .. added.Distinct(ReferenceEqualityComparer.Instance).Cast<EventKind>()];
        byCode = new Dictionary<string, EventKind>(All.Count, StringComparer.Ordinal);
        foreach (var kind in All)
        {
            if (!byCode.TryAdd(kind.Code, kind))
            {
                throw new ArgumentException($"The event kind '{kind.Code}' is defined twice; give one of them another code.", nameof(added));
            }
        }

        foreach (var kind in All.Skip(Shipped.Count))
        {
            EventPayload.Of(kind.Prototype.GetType()).Check(kind.Prototype);
        }
    }

    /// <summary>The kinds AutoCrm ships, in the order in which simultaneous events apply.</summary>
    public static IReadOnlyList<EventKind> Shipped { get; } =
    [
        LeadReceived.Definition, TestDriveTaken.Definition, QuoteIssued.Definition, OrderPlaced.Definition,
        OrderCancelled.Definition, VehicleDelivered.Definition, VehicleDisposed.Definition, ServiceBooked.Definition,
        ServiceVisited.Definition, PartsSold.Definition, FinanceSigned.Definition, InsuranceSold.Definition,
        InteractionLogged.Definition, SurveyAnswered.Definition, ComplaintRaised.Definition, ComplaintResolved.Definition,
        ReferralMade.Definition, CampaignSent.Definition, CampaignResponded.Definition, ConsentChanged.Definition,
        StageOverridden.Definition,
    ];

    /// <summary>The shipped kinds alone.</summary>
    public static EventKinds Default { get; } = new();

    /// <summary>All kinds.</summary>
    public IReadOnlyList<EventKind> All { get; }

    /// <summary>The codes of stored events whose kind is not registered, as far as they have been met; at most 1,000 are remembered.</summary>
    public IReadOnlyCollection<string> UnknownCodes => [.. unknown.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gives the kind of a stored event; one that is not registered is remembered in <see cref="UnknownCodes"/>.</summary>
    public EventKind FindStored(string code) => byCode.TryGetValue(code, out var kind) || unknown.TryGetValue(code, out kind)
        ? kind
        : unknown.Count < MaxUnknownCodes ? unknown.GetOrAdd(code, CreateUnknown) : CreateUnknown(code);

    /// <summary>Gives the kind of a code, answering <see langword="false"/> where it is not known.</summary>
    public bool TryFind(string code, [NotNullWhen(true)] out EventKind? kind) => byCode.TryGetValue(code, out kind);

    /// <summary>Gives the kind of a code.</summary>
    /// <exception cref="KeyNotFoundException">No such kind is known.</exception>
    public EventKind Find(string code) => byCode.TryGetValue(code, out var kind)
        ? kind
        : throw new KeyNotFoundException(
            $"'{code}' is not a registered event kind; expected one of {string.Join(", ", All.Select(known => known.Code))}. " +
            "A kind of a plug-in is known where the plug-in is registered.");

    private static EventKind CreateUnknown(string code)
    {
        EventKind? kind = null;
        kind = new EventKind(code, int.MaxValue, () => new UnknownEvent(kind!)) { IsUnknown = true, IsConversation = true };
        return kind;
    }
}
