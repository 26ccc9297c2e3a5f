namespace AutoCrm.Assessment;

/// <summary>The content of snapshots. It states the name it is stored under, so that renaming a type never loses what is stored.</summary>
public interface ISnapshotContent
{
    /// <summary>The persisted name, such as <c>assessment</c>: lower-case letters, digits, underscores, hyphens and points.</summary>
    static abstract string SnapshotName { get; }
}
