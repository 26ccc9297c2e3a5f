namespace AutoCrm.Import;

/// <summary>A file or folder of an imported folder.</summary>
/// <param name="Name">The name.</param>
/// <param name="Path">Where it is, without links.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Problem">Why it cannot be read, and what to do; <see langword="null"/> if it can be.</param>
internal sealed record InputEntry(string Name, string Path, bool IsFolder, string? Problem)
{
    /// <summary>Whether it is a pipe, a socket or a device. Only one that is to be read, by its name, is reported.</summary>
    public bool IsSpecialFile { get; init; }

    /// <summary>Whether it is reported whatever its name, as it may be a folder or a file to read.</summary>
    public bool IsAlwaysReported => Problem is not null && !IsSpecialFile;
}
