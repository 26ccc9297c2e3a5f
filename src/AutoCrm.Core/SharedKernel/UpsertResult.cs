namespace AutoCrm.SharedKernel;

/// <summary>What storing something by its source reference did.</summary>
public enum UpsertResult
{
    /// <summary>The reference was new.</summary>
    Added,

    /// <summary>The reference was known and said the same; nothing was written.</summary>
    Unchanged,

    /// <summary>The reference was known and said something else, which is kept as replaced.</summary>
    Replaced,

    /// <summary>What it refers to is not known; nothing was written.</summary>
    UnknownReference,
}
