namespace AutoCrm.Import;

/// <summary>Finds the interchange files of a folder and their readers.</summary>
internal sealed class ImportFolder(IReadOnlyList<IRowReader> readers)
{
    /// <summary>Returns the name of a file in reports.</summary>
    public static string Name(string system, string file) => system.Length == 0 ? file : $"{system}/{file}";

    /// <summary>Finds the file of a definition, or returns <see langword="null"/> if the folder has none.</summary>
    /// <exception cref="ImportFolderException">The file is ambiguous, or no reader is registered for it.</exception>
    public RowSource? Find(string path, string system, ImportFileDefinition definition, ImportMapping mapping)
    {
        var candidates = Candidates(path, definition, mapping.Of(definition).File);
        if (candidates.Count == 0)
        {
            return mapping.Of(definition).File is { } named && definition.Level == ImportLevel.System && system.Length > 0 && HasOwnMapping(path)
                ? throw new ImportFolderException(Name(system, named), $"The file '{named}', which mapping.json names for {definition.Name}, does not exist.")
                : null;
        }

        if (candidates.Count > 1)
        {
            throw new ImportFolderException(
                Name(system, candidates[0]),
                $"There are several files for {definition.Name}: {string.Join(", ", candidates)}; keep one of them.");
        }

        var file = candidates[0];
        var extension = Path.GetExtension(file);
        var reader = readers.FirstOrDefault(reader => reader.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase));
        return reader is null
            ? throw new ImportFolderException(
                Name(system, file), $"No reader is registered for '{extension}' files; expected one of {string.Join(", ", readers.Select(known => known.Extension))}.")
            : new RowSource(Path.Combine(path, file), Name(system, file), definition, reader, mapping);
    }

    private static bool HasOwnMapping(string path) => File.Exists(Path.Combine(path, "mapping.json"));

    private static List<string> Candidates(string path, ImportFileDefinition definition, string? named)
    {
        var stem = definition.Name;
        return [.. Directory.EnumerateFiles(path)
            .Select(file => Path.GetFileName(file))
            .Where(file => named is null
                ? Path.GetFileNameWithoutExtension(file).Equals(stem, StringComparison.OrdinalIgnoreCase) && Path.HasExtension(file)
                : file == named)
            .Order(StringComparer.Ordinal)];
    }
}
