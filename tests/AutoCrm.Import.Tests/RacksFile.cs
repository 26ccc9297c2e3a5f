using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import.Tests;

/// <summary>An aggregate of a plug-in with a unique column.</summary>
internal sealed class Rack(Id<Rack> id, string code, string? label) : AggregateRoot
{
    public static AggregateDefinition<Rack, RackState> Definition { get; } = new AggregateDefinition<Rack, RackState>(
        "tyres.rack", rack => new(rack.Id, rack.Code, rack.Label), state => new(state.Id, state.Code, state.Label)).Index(rack => rack.Label, unique: true);

    public Id<Rack> Id { get; } = id;

    public override Guid Key => Id.Value;

    public string Code { get; } = code;

    public string? Label { get; } = label;

    public static Id<Rack> IdOf(string code) => Id<Rack>.Derive(new SourceRef("rack", code), NodaConstants.UnixEpoch);
}

/// <summary>The state of a rack.</summary>
internal sealed record RackState(Id<Rack> Id, string Code, string? Label);

/// <summary>The file of racks, which all systems share. A row replaces what is stored.</summary>
internal sealed class RacksFile() : ImportFileDefinition<Rack>("racks", ImportLevel.Shared, ImportColumn.Required("code"), "label")
{
    public static RacksFile Definition { get; } = new();

    public override IRowParser<Rack> CreateParser(ImportRow row, ImportContext context) => new Parser(row);

    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<Rack> items, CancellationToken cancellationToken) =>
        transaction.UpsertAsync(items, (known, next) => known.Label == next.Label ? null : next, cancellationToken);

    private sealed class Parser(ImportRow row) : IRowParser<Rack>
    {
        private readonly ImportField code = row["code"];
        private readonly ImportField label = row["label"];

        public Rack? Parse()
        {
            var (known, text) = (row.GetToken(code), row.GetText(label));
            return row.HasProblems ? null : new Rack(Rack.IdOf(known!), known!, text);
        }
    }
}
