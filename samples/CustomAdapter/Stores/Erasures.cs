using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using AutoCrm.Timeline;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>The erasure of personal data in a draft: the files that hold it are written anew or removed.</summary>
internal static class Erasures
{
    /// <summary>Whether the personal data of a record that is not known by its reference was erased.</summary>
    public static bool IsErased(this StoreDraft draft, SourceRef record) =>
        draft.Find<RecordDocument>(FileNames.Of("records", ErasedReference.Of(record))) is not null;

    public static void Erase(this StoreDraft draft, PersonalDataErasure erasure)
    {
        var owned = draft.All<RecordDocument>().Where(known => known.Customer is { } owner && erasure.Customers.Contains(owner)).ToList();
        if (!owned.Select(known => known.Record.Source).ToHashSet().SetEquals(erasure.Records))
        {
            throw erasure.CreateConcurrencyException();
        }

        foreach (var known in owned)
        {
            var erased = ErasedForm.Of(known.Record);
            draft.Remove(FileNames.Of("records", known.Record.Source));
            draft.Put(FileNames.Of("records", erased.Source), known with { Record = erased, Replaced = [] });
        }

        foreach (var known in draft.All<EventDocument>().Where(known => known.Versions.Any(IsMeant)).ToList())
        {
            draft.Put(FileNames.Of("events", known.Current.Source), new EventDocument(
                [.. known.Versions.Select(version => IsMeant(version) ? version with { Event = ErasedForm.Of(version.Event) } : version)]));
        }

        foreach (var entry in erasure.Lineage)
        {
            draft.Put(JsonLineage.PathOf(entry.Id), entry);
        }

        foreach (var path in erasure.Vehicles.Select(JsonVehicleRecords.PathOf))
        {
            if (draft.Find<VehicleDocument>(path) is { } known)
            {
                draft.Put(path, new VehicleDocument([.. known.Records.Select(ErasedForm.Of)], []));
            }
        }

        foreach (var customer in erasure.Customers)
        {
            draft.Remove(FileNames.Of("assessments", customer.Value));
            draft.Remove(FileNames.Of("stale", customer.Value));
        }

        var subjects = erasure.Customers.Select(customer => customer.ToString()).ToHashSet();
        foreach (var entry in draft.All<OutboxEntry>().Where(entry => subjects.Contains(entry.Message.Subject)).ToList())
        {
            draft.Remove(MessageChanges.PathOf(entry));
        }

        foreach (var (definition, key) in erasure.Aggregates)
        {
            draft.Remove(FileNames.Of(ReplacedAggregateDocument.FolderOf(definition.Name), key));
        }

        bool IsMeant(EventVersion version) => erasure.Records.Contains(version.Event.Record);
    }
}
