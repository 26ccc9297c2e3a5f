using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>The tables of all aggregates of the host.</summary>
internal sealed class DocumentTables
{
    private readonly AggregateDefinitions definitions;
    private readonly Dictionary<Type, DocumentTable> byType;

    public DocumentTables(AggregateDefinitions definitions)
    {
        this.definitions = definitions;
        All = [.. definitions.All.Select(definition => new DocumentTable(definition))];
        byType = All.ToDictionary(table => table.Definition.AggregateType);
    }

    public IReadOnlyList<DocumentTable> All { get; }

    public DocumentTable Get(Type aggregate) => byType[definitions.Get(aggregate).AggregateType];
}
