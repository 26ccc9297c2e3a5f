using AutoCrm.Identity;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import;

/// <summary>The file <c>customers</c> of a system.</summary>
internal sealed class CustomersFile() : ImportFileDefinition<SourceRecord>(
    "customers",
    ImportLevel.System,
    ImportColumn.Required("key"), ImportColumn.Required("kind"), "name", "family_name", "given_name", "phone", "phone2", "email", "birth_date", "gender", "address",
    "city", "postal_code", "country", "language", "outlet", "marketing_consent", "updated_at")
{
    public static CustomersFile Definition { get; } = new();

    public override IRowParser<SourceRecord> CreateParser(ImportRow row, ImportContext context) => new CustomerRowParser(row, context);

    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<SourceRecord> items, CancellationToken cancellationToken) => transaction.WriteAsync(items, cancellationToken);
}
