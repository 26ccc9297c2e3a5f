using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Import;

/// <summary>Counts the results of the rows of one file.</summary>
internal sealed class FileTally
{
    private readonly Dictionary<string, long> eventsByCurrency = [];
    private long added;
    private long unchanged;
    private long replaced;
    private long outdated;
    private long erased;

    public long Refused { get; set; }

    public long Rows => added + unchanged + replaced + outdated + erased + Refused;

    public void Count(UpsertResult outcome, object item)
    {
        switch (outcome)
        {
            case UpsertResult.Added:
                added++;
                break;
            case UpsertResult.Unchanged:
                unchanged++;
                break;
            case UpsertResult.Replaced:
                replaced++;
                break;
            case UpsertResult.Outdated:
                outdated++;
                break;
            case UpsertResult.Erased:
                erased++;
                return;
            default:
                Refused++;
                return;
        }

        if (item is CustomerEvent customerEvent && (customerEvent.Amount ?? customerEvent.Margin) is { } money)
        {
            eventsByCurrency[money.Currency.Code] = eventsByCurrency.GetValueOrDefault(money.Currency.Code) + 1;
        }
    }

    public ImportedFile Of(RowSource source, string? system) => new()
    {
        File = source.File,
        System = system,
        Definition = source.Definition.Name,
        Added = added,
        Unchanged = unchanged,
        Replaced = replaced,
        Outdated = outdated,
        Erased = erased,
        Refused = Refused,
        EventsByCurrency = new SortedDictionary<string, long>(eventsByCurrency, StringComparer.Ordinal),
    };
}
