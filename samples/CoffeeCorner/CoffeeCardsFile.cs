using AutoCrm.Import;
using AutoCrm.SharedKernel;
using NodaTime;

namespace CoffeeCorner;

/// <summary>The interchange file <c>coffee-cards</c> of a system: the cards it has given out.</summary>
public sealed class CoffeeCardsFile() : ImportFileDefinition<CoffeeCard>("coffee-cards", ImportLevel.System, ImportColumn.Required("number"), "issued_on")
{
    /// <summary>The file.</summary>
    public static CoffeeCardsFile Definition { get; } = new();

    /// <inheritdoc/>
    public override IRowParser<CoffeeCard> CreateParser(ImportRow row, ImportContext context) => new Parser(row, context);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<CoffeeCard> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.UpsertAsync(items, (known, described) => known.Merge(described), cancellationToken);
    }

    private sealed class Parser(ImportRow row, ImportContext context) : IRowParser<CoffeeCard>
    {
        private static readonly LocalDate FirstCard = new(2020, 1, 1);

        private readonly ImportField number = row["number"];
        private readonly ImportField issuedOn = row["issued_on"];

        public CoffeeCard? Parse()
        {
            var printed = row.GetToken(number);
            var day = context.ReadDate(row, issuedOn, FirstCard, context.Tomorrow);
            return row.HasProblems ? null : new CoffeeCard(CoffeeCard.IdOf(printed!), printed!, customer: null, day);
        }
    }
}
