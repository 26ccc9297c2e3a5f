using System.Text.Json;
using AutoCrm.SharedKernel;
using AutoCrm.Storage;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Aggregates in a draft, as their definitions write them.</summary>
internal static class AggregateChanges
{
    public static string PathOf(AggregateDefinition definition, Guid key) => FileNames.Of(definition.Name, key);

    /// <summary>The aggregate of a document. Each call makes another instance.</summary>
    public static AggregateRoot Restore(this AggregateDefinition definition, AggregateDocument document) =>
        definition.Deserialize(document.State.GetRawText(), document.StateVersion, document.Version);

    public static void Apply(this StoreDraft draft, AggregateChange change)
    {
        var path = PathOf(change.Definition, change.Aggregate.Key);
        var known = draft.Find<AggregateDocument>(path);
        if ((known?.Version ?? 0) != change.ExpectedVersion)
        {
            throw change.CreateConcurrencyException(known?.Version);
        }

        if (change.Kind == AggregateChangeKind.Delete)
        {
            draft.Remove(path);
            return;
        }

        draft.CheckUnique(change);
        var state = JsonDocument.Parse(change.Definition.Serialize(change.Aggregate)).RootElement;
        draft.Put(path, new AggregateDocument(change.Definition.Name, change.Aggregate.Key, change.NextVersion, change.Definition.StateVersion, state));
    }

    /// <summary>Keeps what an aggregate was before an import replaced it.</summary>
    public static void KeepReplaced(this StoreDraft draft, AggregateDocument known)
    {
        var path = FileNames.Of(ReplacedAggregateDocument.FolderOf(known.Kind), known.Id);
        var before = draft.Find<ReplacedAggregateDocument>(path)?.Versions ?? [];
        draft.Put(path, new ReplacedAggregateDocument([known, .. before]));
    }

    private static void CheckUnique(this StoreDraft draft, AggregateChange change)
    {
        var unique = change.Definition.Columns.Where(column => column.IsUnique).ToList();
        if (unique.Count == 0)
        {
            return;
        }

        var others = draft.All<AggregateDocument>()
            .Where(document => document.Kind == change.Definition.Name && document.Id != change.Aggregate.Key)
            .Select(change.Definition.Restore)
            .ToList();
        foreach (var column in unique)
        {
            if (column.Read(change.Aggregate) is { } value && others.Exists(other => value.Equals(column.Read(other))))
            {
                throw change.CreateUniqueException(column);
            }
        }
    }
}
