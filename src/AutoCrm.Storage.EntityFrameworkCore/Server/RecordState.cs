using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>A source record as a batch found it and is about to leave it.</summary>
internal sealed class RecordState(SourceRef source, long system)
{
    private Instant knownSince;

    public SourceRef Source => source;

    public long System => system;

    /// <summary>Its number; <see langword="null"/> where it is not stored yet.</summary>
    public long? Number { get; private set; }

    /// <summary>What it says; <see langword="null"/> where it is not known, or only its hash was read.</summary>
    public SourceRecord? Current { get; private set; }

    public Id<Customer>? Customer { get; private set; }

    /// <summary>The hash of what is stored; <see langword="null"/> where there is none.</summary>
    public long? Hash { get; set; }

    /// <summary>Whether it was stored once, and its personal data erased.</summary>
    public bool IsErased { get; set; }

    /// <summary>Its versions before, as stored and as this batch replaces them.</summary>
    public List<SourceRecord> Previous { get; } = [];

    /// <summary>The versions that this batch adds to those before.</summary>
    public List<SourceRecord> Kept { get; } = [];

    public bool IsNew { get; private set; }

    public bool IsChanged { get; private set; }

    public bool IsKnownEarlier { get; private set; }

    public bool IsAssigned { get; private set; }

    public Instant FirstRecordedAt { get; private set; }

    /// <summary>When it was known first.</summary>
    public Instant KnownSince => knownSince;

    /// <summary>Whether the record is stored, or will be.</summary>
    public bool Exists => Number is not null || IsNew;

    /// <summary>The place of its latest event among its events.</summary>
    public long LastPlace { get; set; }

    public void Found(long number, Id<Customer>? customer, Instant since, SourceRecord? current)
    {
        (Number, Customer, knownSince, Current) = (number, customer, since, current);
    }

    /// <summary>Decides what becomes of a version by the rules of every store.</summary>
    public UpsertResult Put(SourceRecord record)
    {
        if (!Exists)
        {
            if (IsErased)
            {
                return UpsertResult.Erased;
            }

            (IsNew, Current, knownSince, FirstRecordedAt) = (true, record, record.KnownAt, record.RecordedAt);
            return UpsertResult.Added;
        }

        var next = StoredForm.Of(record);
        var known = IsNew ? StoredForm.Of(Current!) : Current!;
        var result = VersionRules.Decide(known, Previous, next);
        if (result == UpsertResult.Unchanged)
        {
            return result;
        }

        if (next.KnownAt < knownSince)
        {
            (knownSince, IsKnownEarlier) = (next.KnownAt, true);
        }

        var replaced = result == UpsertResult.Outdated ? next : known;
        Kept.Add(replaced);
        Previous.Insert(0, replaced);
        if (result == UpsertResult.Replaced)
        {
            (Current, IsChanged) = (next, !IsNew);
        }

        return result;
    }

    /// <summary>Makes it part of a customer.</summary>
    /// <returns>The customer it was part of before, where that is another one or none.</returns>
    /// <exception cref="DomainException">The record is not known.</exception>
    /// <exception cref="ConcurrencyException">It is claimed, and another customer has it.</exception>
    public bool TryAssign(RecordAssignment assignment, out Id<Customer>? former)
    {
        former = Customer;
        if (!Exists)
        {
            throw assignment.CreateUnknownRecordException();
        }

        if (former == assignment.Customer)
        {
            return false;
        }

        if (assignment.IsClaim && former is { } owner)
        {
            throw assignment.CreateClaimException(owner);
        }

        (Customer, IsAssigned) = (assignment.Customer, true);
        return true;
    }
}
