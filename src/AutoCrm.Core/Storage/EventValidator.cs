using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using NodaTime;

namespace AutoCrm.Storage;

/// <summary>Holds the events that are appended to what their kinds demand; the timeline of every store asks it first. Safe for use by several threads.</summary>
public sealed class EventValidator
{
    private readonly Lazy<EventKinds> kinds;
    private readonly IClock clock;

    /// <summary>Holds events to these kinds.</summary>
    /// <param name="kinds">The kinds of the host.</param>
    /// <param name="clock">The clock.</param>
    public EventValidator(EventKinds kinds, IClock clock)
        : this(new Lazy<EventKinds>(kinds), clock)
    {
    }

    internal EventValidator(Lazy<EventKinds> kinds, IClock clock) => (this.kinds, this.clock) = (kinds, clock);

    /// <summary>The events in their stored form.</summary>
    /// <exception cref="DomainException">The kind of one is not registered (<c>event-kind-registered</c>), or one breaks a rule (<c>event-valid</c>).</exception>
    public IReadOnlyList<CustomerEvent> Check(IReadOnlyCollection<CustomerEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var now = clock.GetCurrentInstant();
        var valid = new List<CustomerEvent>(events.Count);
        foreach (var customerEvent in events)
        {
            if (!kinds.Value.TryFind(customerEvent.Kind.Code, out var kind) || kind.Prototype.GetType() != customerEvent.GetType())
            {
                throw new DomainException(
                    "event-kind-registered",
                    $"Event {customerEvent.Source} cannot be appended: its kind '{customerEvent.Kind.Code}' ({customerEvent.GetType().Name}) is not registered; " +
                    "register it with AddEventKind.");
            }

            var problems = EventRules.FindProblems(customerEvent, now);
            if (problems.Count > 0)
            {
                throw new DomainException(
                    "event-valid",
                    $"Event {(customerEvent.Source.IsEmpty ? $"of kind {kind.Code}" : customerEvent.Source)} cannot be appended: " +
                    $"{string.Join(" ", problems.Select(problem => problem.Reason))}");
            }

            valid.Add(StoredForm.Of(customerEvent));
        }

        return valid;
    }

    /// <summary>The exception of an event whose source record is not known.</summary>
    public static DomainException CreateUnknownRecordException(CustomerEvent customerEvent)
    {
        ArgumentNullException.ThrowIfNull(customerEvent);
        return new DomainException(
            "event-needs-record",
            $"Event {customerEvent.Source} cannot be appended: there is no source record {customerEvent.Record}. Put the record first.");
    }
}
