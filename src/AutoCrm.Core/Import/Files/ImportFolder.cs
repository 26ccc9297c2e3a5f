namespace AutoCrm.Import;

/// <summary>Finds the interchange files of a folder and their readers.</summary>
/// <param name="Readers">The readers of file formats.</param>
/// <param name="System">The source system; empty for the folder that the systems share.</param>
/// <param name="Entries">The files and folders in it.</param>
internal sealed record ImportFolder(IReadOnlyList<IRowReader> Readers, string System, IReadOnlyList<InputEntry> Entries)
{
    private const string MappingFile = "mapping.json";

    /// <summary>Its <c>mapping.json</c>, or <see langword="null"/>.</summary>
    public InputEntry? Mapping => Entries.FirstOrDefault(entry => entry.Name == MappingFile);

    /// <summary>Returns the name of a file in reports.</summary>
    public string Name(string file) => System.Length == 0 ? file : $"{System}/{file}";

    /// <summary>Finds the file of a definition, or returns <see langword="null"/> if the folder has none.</summary>
    /// <exception cref="ImportFolderException">The file is ambiguous, cannot be read, or no reader is registered for it.</exception>
    public RowSource? Find(ImportFileDefinition definition, ImportMapping mapping)
    {
        var named = mapping.Of(definition).File;
        List<InputEntry> all = [.. Entries.Where(entry => named is not null ? entry.Name == named
            : IsNamedAfter(entry.Name, definition) && (!entry.IsFolder || FindReader(entry.Name) is not null))];
        List<InputEntry> candidates = [.. all.Where(entry => !entry.IsAlwaysReported)];
        if (candidates.Count == 0)
        {
            return all.Count == 0 && named is not null && definition.Level == ImportLevel.System && System.Length > 0 && Mapping is not null
                ? throw new ImportFolderException(Name(named), $"The file '{named}', which mapping.json names for {definition.Name}, does not exist.")
                : null;
        }

        if (candidates.Count > 1)
        {
            throw new ImportFolderException(
                Name(candidates[0].Name),
                $"There are several files for {definition.Name}: {string.Join(", ", candidates.Select(candidate => candidate.Name))}; keep one of them.");
        }

        var file = candidates[0];
        if (file.Problem is { } problem)
        {
            throw new ImportFolderException(Name(file.Name), problem);
        }

        if (file.IsFolder)
        {
            throw new ImportFolderException(Name(file.Name), "It is a folder; expected a file.");
        }

        return FindReader(file.Name) is { } reader
            ? new RowSource(file.Path, Name(file.Name), LengthOf(file.Path), definition, reader, mapping)
            : throw new ImportFolderException(
                Name(file.Name),
                $"No reader is registered for '{Path.GetExtension(file.Name)}' files; expected one of {string.Join(", ", Readers.Select(known => known.Extension))}.");
    }

    /// <summary>The files that, by their names, would be read at the place of a level.</summary>
    public IEnumerable<InputEntry> FindNamedAfter(ImportFileDefinitions definitions, ImportLevel level) => Entries.Where(entry =>
        entry is { IsFolder: false, IsAlwaysReported: false } && FindReader(entry.Name) is not null && definitions.All.Any(definition => definition.Level == level && IsNamedAfter(entry.Name, definition)));

    /// <summary>Whether a file would, by its name, be read at one place or the other.</summary>
    public bool IsInterchangeFile(string file, ImportFileDefinitions definitions) =>
        FindReader(file) is not null && definitions.All.Any(definition => IsNamedAfter(file, definition));

    private static bool IsNamedAfter(string file, ImportFileDefinition definition) =>
        Path.HasExtension(file) && Path.GetFileNameWithoutExtension(file).Equals(definition.Name, StringComparison.OrdinalIgnoreCase);

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    private IRowReader? FindReader(string file) =>
        Readers.FirstOrDefault(reader => reader.Extension.Equals(Path.GetExtension(file), StringComparison.OrdinalIgnoreCase));
}
