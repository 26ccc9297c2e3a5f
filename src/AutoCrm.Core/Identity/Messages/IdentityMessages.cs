using AutoCrm.SharedKernel;

namespace AutoCrm.Identity;

/// <summary>The messages of decisions on identity.</summary>
internal static class IdentityMessages
{
    public static IDomainEvent Of(LineageEntry entry) => (entry.Kind, entry.Other, entry.Undoes) switch
    {
        (LineageKind.Merged, { } absorbed, _) =>
            new CustomerMerged(absorbed, entry.Customer, entry.Records, entry.Id, entry.By, entry.Why, entry.At),
        (LineageKind.Split, { } from, _) =>
            new CustomerSplit(entry.Customer, from, entry.Records, entry.Id, entry.By, entry.Why, entry.At),
        (LineageKind.Unmerged, { } from, { } merge) =>
            new MergeUndone(entry.Customer, from, entry.Records, entry.Id, merge, entry.By, entry.Why, entry.At),
        _ => new RecordsLinked(entry.Customer, entry.Records, entry.Id, entry.By, entry.At),
    };
}
