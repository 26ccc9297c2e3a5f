namespace AutoCrm.Import;

/// <summary>Finds the interchange files of a folder and who can read them.</summary>
internal sealed class ImportFolder(IReadOnlyList<IRowReader> readers)
{
    /// <summary>How a file is called in reports.</summary>
    public static string Name(string system, string file) => system.Length == 0 ? file : $"{system}/{file}";

    /// <summary>The file of a kind, or <see langword="null"/> where the folder has none.</summary>
    /// <exception cref="ImportFolderException">It is not clear which file is meant, or nobody can read it.</exception>
    public RowSource? Find(string path, string system, ImportFileKind kind, ImportMapping mapping)
    {
        var candidates = Candidates(path, kind, mapping.Of(kind).File);
        if (candidates.Count == 0)
        {
            return mapping.Of(kind).File is { } named && kind != ImportFileKind.Outlets && system.Length > 0 && HasOwnMapping(path)
                ? throw new ImportFolderException(Name(system, named), $"There is no file '{named}', which mapping.json names for {InterchangeColumns.FileName(kind)}.")
                : null;
        }

        if (candidates.Count > 1)
        {
            throw new ImportFolderException(
                Name(system, candidates[0]),
                $"There are several files of {InterchangeColumns.FileName(kind)}: {string.Join(", ", candidates)}; keep one of them.");
        }

        var file = candidates[0];
        var extension = Path.GetExtension(file);
        var reader = readers.FirstOrDefault(reader => reader.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase));
        return reader is null
            ? throw new ImportFolderException(
                Name(system, file), $"Nothing is registered that reads '{extension}' files; known are {string.Join(", ", readers.Select(known => known.Extension))}.")
            : new RowSource(Path.Combine(path, file), Name(system, file), kind, reader, mapping);
    }

    private static bool HasOwnMapping(string path) => File.Exists(Path.Combine(path, "mapping.json"));

    private static List<string> Candidates(string path, ImportFileKind kind, string? named)
    {
        var stem = InterchangeColumns.FileName(kind);
        return [.. Directory.EnumerateFiles(path)
            .Select(file => Path.GetFileName(file))
            .Where(file => named is null
                ? Path.GetFileNameWithoutExtension(file).Equals(stem, StringComparison.OrdinalIgnoreCase) && Path.HasExtension(file)
                : file == named)
            .Order(StringComparer.Ordinal)];
    }
}
