using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Import;

/// <summary>The file <c>events</c> of a system.</summary>
internal sealed class EventsFile() : ImportFileDefinition<CustomerEvent>(
    "events",
    ImportLevel.System,
    ImportColumn.Required("key"), ImportColumn.Required("customer"), ImportColumn.Required("kind"), ImportColumn.Required("occurred_at"), "outlet", "vin", "amount",
    "margin", "currency", "odometer_km", "channel", "direction", "topic", "score", "ref", "note")
{
    public static EventsFile Definition { get; } = new();

    public override IRowParser<CustomerEvent> CreateParser(ImportRow row, ImportContext context) => new EventRowParser(row, context);

    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<CustomerEvent> items, CancellationToken cancellationToken) => transaction.WriteAsync(items, cancellationToken);

    public override ItemProblem DescribeUnknownReference(CustomerEvent item) => new(
        "customer",
        item.Record.Key,
        $"The customer '{RowProblem.Truncate(item.Record.Key)}' is not known in the system {item.Record.System}; expected a key of its customers file.");
}
