namespace AutoCrm.Import;

/// <summary>
/// The interchange files of a host: those of AutoCrm, <c>outlets</c>, <c>customers</c>, <c>vehicles</c> and <c>events</c>, and those that plug-ins add,
/// which are read after them in the order of registration. Safe for use by several threads.
/// </summary>
public sealed class ImportFileDefinitions
{
    /// <summary>Holds these definitions after those of AutoCrm; the same one given twice counts once.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public ImportFileDefinitions(IEnumerable<ImportFileDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var all = new List<ImportFileDefinition> { OutletsFile.Definition, CustomersFile.Definition, VehiclesFile.Definition, EventsFile.Definition };
        foreach (var definition in definitions)
        {
            if (all.Contains(definition))
            {
                continue;
            }

            if (all.Exists(known => known.Name == definition.Name))
            {
                throw new ArgumentException($"Two interchange files are named {definition.Name}; give one of them another name.", nameof(definitions));
            }

            all.Add(definition);
        }

        All = all;
    }

    /// <summary>The files of AutoCrm alone.</summary>
    public static ImportFileDefinitions Core { get; } = new([]);

    /// <summary>All definitions, in the order in which files are read.</summary>
    public IReadOnlyList<ImportFileDefinition> All { get; }

    /// <summary>The file of this name, or <see langword="null"/>.</summary>
    public ImportFileDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
