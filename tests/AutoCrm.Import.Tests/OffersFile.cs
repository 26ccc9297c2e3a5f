using System.Globalization;
using AutoCrm.SharedKernel;

namespace AutoCrm.Import.Tests;

/// <summary>A row of <see cref="OffersFile"/>.</summary>
internal sealed record Offer(string Number, Money? Price, string? Rack);

/// <summary>A file of a plug-in that is no aggregate: it keeps its rows itself, and knows one rack.</summary>
internal sealed class OffersFile(string name = "offers", params string[] more) : ImportFileDefinition<Offer>(
    name, ImportLevel.System, [ImportColumn.Required("number"), "price", "currency", "rack", .. more.Select(column => (ImportColumn)column)])
{
    public List<string> Written { get; } = [];

    public override IRowParser<Offer> CreateParser(ImportRow row, ImportContext context) => new Parser(row, context);

    public override Task<IReadOnlyList<UpsertResult>> WriteAsync(
        IImportTransaction transaction, IReadOnlyList<Offer> items, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UpsertResult>>([.. items.Select(Write)]);

    public override ItemProblem DescribeUnknownReference(Offer item) => new("rack", item.Rack, $"The rack {item.Rack} is not known; expected R1.");

    private UpsertResult Write(Offer offer)
    {
        if (offer.Rack is not null and not "R1")
        {
            return UpsertResult.UnknownReference;
        }

        var price = offer.Price is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Amount} {known.Currency.Code}") : "";
        Written.Add($"{offer.Number} {price}");
        return UpsertResult.Added;
    }

    private sealed class Parser(ImportRow row, ImportContext context) : IRowParser<Offer>
    {
        private readonly ImportField number = row["number"];
        private readonly ImportField price = row["price"];
        private readonly ImportField currency = row["currency"];
        private readonly ImportField rack = row["rack"];

        public Offer? Parse()
        {
            var (known, amount, place) = (row.GetToken(number), context.ReadMoney(row, price, currency), row.GetToken(rack));
            return row.HasProblems ? null : new Offer(known!, amount, place);
        }
    }
}
