using System.Text.Json.Serialization;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Timeline;

/// <summary>
/// What is known of one customer as of an instant: the events in the order in which they apply, corrected ones left
/// out. Everything AutoCrm answers is computed from this.
/// </summary>
public sealed class CustomerHistory
{
    [JsonConstructor]
    internal CustomerHistory(Id<Customer> customer, Instant knownSince, IReadOnlyList<CustomerEvent> events)
    {
        Customer = customer;
        KnownSince = knownSince;
        Events = events;
    }

    /// <summary>The customer.</summary>
    public Id<Customer> Customer { get; }

    /// <summary>When the first of the customer's source records was known; with events, the stage counts from the first event instead.</summary>
    public Instant KnownSince { get; }

    /// <summary>The events by <see cref="CustomerEvent.OccurredAt"/>, then kind, then source reference.</summary>
    public IReadOnlyList<CustomerEvent> Events { get; }

    /// <summary>Puts events, which may come in any order, into a history as of an instant.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="knownSince">When the first of the customer's source records was known.</param>
    /// <param name="events">The events of all the customer's records, each reference once.</param>
    /// <param name="asOf">Events that occurred later are left out.</param>
    public static CustomerHistory Of(Id<Customer> customer, Instant knownSince, IEnumerable<CustomerEvent> events, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(events);
        var seen = new List<CustomerEvent>();
        var mayCorrect = false;
        foreach (var customerEvent in events)
        {
            if (customerEvent.OccurredAt <= asOf)
            {
                seen.Add(customerEvent);
                mayCorrect |= customerEvent.RefersTo is not null && !customerEvent.Kind.IsConversation;
            }
        }

        if (mayCorrect)
        {
            var corrected = Corrections.FindCorrected(seen);
            seen.RemoveAll(customerEvent => corrected.Contains(customerEvent.Source));
        }

        seen.Sort(InOrder);
        return new CustomerHistory(customer, knownSince, seen);
    }

    /// <summary>Compares two events by the order in which they apply.</summary>
    public static int InOrder(CustomerEvent left, CustomerEvent right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var byTime = left.OccurredAt.CompareTo(right.OccurredAt);
        if (byTime != 0)
        {
            return byTime;
        }

        var byKind = left.Kind.Order.CompareTo(right.Kind.Order);
        if (byKind != 0)
        {
            return byKind;
        }

        var byCode = string.CompareOrdinal(left.Kind.Code, right.Kind.Code);
        return byCode != 0 ? byCode : left.Source.CompareTo(right.Source);
    }
}
