namespace AutoCrm.Import;

/// <summary>Finds what stands in a folder as if it were to be read, and is not.</summary>
internal static class FolderProblems
{
    /// <summary>The problems of the folder that the systems share.</summary>
    public static IEnumerable<FileFailure> OfShared(ImportFolder folder, ImportFileDefinitions definitions) => OfEntries(folder).Concat(
        folder.FindNamedAfter(definitions, ImportLevel.System).Select(file => new FileFailure(
            folder.Name(file.Name), "It stands beside the folders of the source systems and was not read; move it into a folder that is named after its system.")));

    /// <summary>The problems of the folder of a system.</summary>
    public static IEnumerable<FileFailure> OfSystem(ImportFolder folder, ImportFileDefinitions definitions) => OfEntries(folder)
        .Concat(folder.FindNamedAfter(definitions, ImportLevel.Shared).Select(file => new FileFailure(
            folder.Name(file.Name), "It stands in the folder of a source system and was not read; move it beside the folders of the systems, which share it.")))
        .Concat(folder.Entries.Where(entry => entry.IsFolder).Select(entry => OfNested(
            folder,
            entry,
            definitions,
            found => $"The folder is in that of a source system, and its '{found}' was not read; move it to where the folders of the systems are, or elsewhere.")).OfType<FileFailure>());

    /// <summary>The problem of a folder whose name begins with a point. Most of them, such as <c>.git</c>, are not meant to be read.</summary>
    public static FileFailure? OfHidden(ImportFolder shared, InputEntry hidden, ImportFileDefinitions definitions) => OfNested(
        shared,
        hidden,
        definitions,
        found => $"The folder '{hidden.Name}' begins with a point and was not read as a source system, though it holds '{found}'; rename it, or move it elsewhere.");

    /// <summary>The problem of the name of a folder that, by its files, is one of a system.</summary>
    public static FileFailure? OfName(ImportFolder folder, ImportFileDefinitions definitions) =>
        folder.System.Contains(':', StringComparison.Ordinal) && (folder.Mapping is not null || folder.FindNamedAfter(definitions, ImportLevel.System).Any())
            ? new FileFailure(folder.System, $"The folder '{folder.System}' cannot name a source system, as a colon separates system and key; rename it.")
            : null;

    private static IEnumerable<FileFailure> OfEntries(ImportFolder folder) =>
        folder.Entries.Where(entry => entry.IsAlwaysReported).Select(entry => new FileFailure(folder.Name(entry.Name), entry.Problem!));

    private static FileFailure? OfNested(ImportFolder folder, InputEntry nested, ImportFileDefinitions definitions, Func<string, string> describe)
    {
        var everything = new EnumerationOptions
        {
            RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false, MatchType = MatchType.Simple,
        };
        try
        {
            return Directory.EnumerateFiles(nested.Path, "*", everything).FirstOrDefault(file => folder.IsInterchangeFile(Path.GetFileName(file), definitions)) is { } found
                ? new FileFailure(folder.Name(nested.Name), describe(Path.GetRelativePath(nested.Path, found)))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileFailure(folder.Name(nested.Name), $"The folder cannot be read: {exception.Message}");
        }
    }
}
