using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;

namespace AutoCrm.Import;

/// <summary>The file <c>vehicles</c> of a system.</summary>
internal sealed class VehiclesFile() : ImportFileDefinition<VehicleRecord>(
    "vehicles", ImportLevel.System, ImportColumn.Required("vin"), "plate", "make", "model", "trim", "model_year", "fuel", "first_registered")
{
    public static VehiclesFile Definition { get; } = new();

    public override IRowParser<VehicleRecord> CreateParser(ImportRow row, ImportContext context) => new VehicleRowParser(row, context);

    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<VehicleRecord> items, CancellationToken cancellationToken) => transaction.WriteAsync(items, cancellationToken);
}
