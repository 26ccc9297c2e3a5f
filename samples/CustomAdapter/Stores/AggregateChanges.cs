using AutoCrm.SharedKernel;
using CustomAdapter.Files;

namespace CustomAdapter.Stores;

/// <summary>Aggregates in a draft. The version that was read must still be the one that is stored, or somebody else was faster.</summary>
internal static class AggregateChanges
{
    public static void Add<T>(this StoreDraft draft, T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        if (draft.Find<object>(FileNames.Of(format.Folder, aggregate.Key)) is not null)
        {
            throw Lost(aggregate, "somebody else added it");
        }

        draft.Store(aggregate, format);
    }

    public static void Update<T>(this StoreDraft draft, T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        draft.Check(aggregate, format);
        draft.Store(aggregate, format);
    }

    public static void Delete<T>(this StoreDraft draft, T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        draft.Check(aggregate, format);
        draft.Remove(FileNames.Of(format.Folder, aggregate.Key));
    }

    private static void Check<T>(this StoreDraft draft, T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        var stored = draft.Find<object>(FileNames.Of(format.Folder, aggregate.Key)) ?? throw Lost(aggregate, "somebody else removed it");
        var version = format.Restore(stored).Version;
        if (version != aggregate.Version)
        {
            throw Lost(aggregate, $"somebody else stored version {version}");
        }
    }

    private static void Store<T>(this StoreDraft draft, T aggregate, AggregateFormat<T> format)
        where T : AggregateRoot
    {
        // What is stored is a copy one version on; the aggregate itself moves on when the commit has succeeded.
        var copy = format.Restore(format.ToDocument(aggregate));
        copy.MarkStored(aggregate.Version + 1);
        draft.Put(FileNames.Of(format.Folder, aggregate.Key), format.ToDocument(copy));
    }

    private static ConcurrencyException Lost(AggregateRoot aggregate, string why) =>
        new($"{aggregate.GetType().Name} {aggregate.Key} cannot be stored: {why} since it was read as version {aggregate.Version}. Read it again and repeat.");
}
