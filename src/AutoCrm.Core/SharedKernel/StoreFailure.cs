namespace AutoCrm.SharedKernel;

/// <summary>Why a store failed.</summary>
public enum StoreFailure
{
    /// <summary>A reason that is none of the others, such as an error of the disk; the message says which.</summary>
    Other,

    /// <summary>There is no space left: the disk is full, or a quota or a permitted size is used up.</summary>
    Full,

    /// <summary>The store cannot be written: the file, its folder, the disk, the server or the role is read-only.</summary>
    ReadOnly,

    /// <summary>What is stored cannot be read, as it is damaged or is no store at all.</summary>
    Damaged,

    /// <summary>The store cannot be opened: it is not there, cannot be reached, or refuses the caller.</summary>
    Unavailable,

    /// <summary>The connection to the store was lost while it was used.</summary>
    ConnectionLost,
}
