namespace AutoCrm.Import;

/// <summary>
/// Lists what may be read of an imported folder: regular files and folders in it. A link is followed if it leads to something in the folder.
/// </summary>
internal sealed class InputFolders
{
    private const char Replacement = '\uFFFD';

    /// <summary>Looks into a folder.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public InputFolders(string directory) => Root = RealPath.Resolve(Path.GetFullPath(directory));

    /// <summary>The imported folder, without links.</summary>
    public string Root { get; }

    /// <summary>The files and folders of a folder, in the order of their names.</summary>
    /// <param name="path">The folder, without links.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public List<InputEntry> List(string path) =>
        [.. new DirectoryInfo(path).EnumerateFileSystemInfos().Select(Describe).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    private InputEntry Describe(FileSystemInfo entry)
    {
        try
        {
            if (entry.LinkTarget is not null)
            {
                return DescribeLink(entry);
            }

            if (entry.Name.Contains(Replacement, StringComparison.Ordinal) && !Path.Exists(entry.FullName))
            {
                return new InputEntry(entry.Name, entry.FullName, IsFolder: false, "The name is not UTF-8, so that it cannot be opened; rename it.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new InputEntry(entry.Name, entry.FullName, IsFolder: false, $"It cannot be read: {exception.Message}");
        }

        return Describe(entry.Name, entry.FullName, entry is DirectoryInfo);
    }

    private InputEntry DescribeLink(FileSystemInfo link)
    {
        string target;
        try
        {
            target = RealPath.Resolve(link.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new InputEntry(
                link.Name, link.FullName, IsFolder: false, "It is a link that leads in a circle, to nothing, or to what may not be read; put the file or folder itself there.");
        }

        return target.StartsWith(Root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Describe(link.Name, target, Directory.Exists(target))
            : new InputEntry(
                link.Name, link.FullName, IsFolder: false, "It is a link that leads out of the imported folder, and was not followed; put the file or folder itself there.");
    }

    private static InputEntry Describe(string name, string path, bool isFolder) =>
        !isFolder && UnixFileType.FindSpecial(path) is { } special
            ? new InputEntry(name, path, isFolder, $"It is {special}; expected a regular file.") { IsSpecialFile = true }
            : new InputEntry(name, path, isFolder, null);
}
