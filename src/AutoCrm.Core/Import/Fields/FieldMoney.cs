using AutoCrm.SharedKernel;
using AutoCrm.Timeline;

namespace AutoCrm.Import;

/// <summary>Parses amounts in the currency of their row: amount and margin of an event, and single amounts of plug-ins.</summary>
internal sealed class FieldMoney(ImportRow row, Currency? defaultCurrency)
{
    private readonly ImportField amount = row["amount"];
    private readonly ImportField margin = row["margin"];
    private readonly ImportField currency = row["currency"];

    public (Money? Amount, Money? Margin) Read()
    {
        var (code, known) = ReadCurrency(row, currency, defaultCurrency);
        var paid = ReadNumber(row, amount);
        var earned = ReadNumber(row, margin);
        if ((paid ?? earned) is not null && code is null && known is null)
        {
            row.Refuse(
                currency,
                null,
                "The row has an amount or margin, but no currency; expected an ISO 4217 code in the column currency, a default for it in mapping.json, or a default currency for the import.");
        }

        return known is null ? (null, null) : (paid is { } p ? new Money(p, known) : null, earned is { } e ? new Money(e, known) : null);
    }

    /// <summary>A single amount, or <see langword="null"/> if it is empty or refused.</summary>
    public static Money? ReadOne(ImportRow row, ImportField amount, ImportField currency, Currency? defaultCurrency)
    {
        var (code, known) = ReadCurrency(row, currency, defaultCurrency);
        if (ReadNumber(row, amount) is not { } number)
        {
            return null;
        }

        if (code is null && known is null)
        {
            row.Refuse(
                currency,
                null,
                $"The row has a value in the column {amount.Name}, but no currency; expected an ISO 4217 code in the column {currency.Name}, a default for it in mapping.json, or a default currency for the import.");
        }

        return known is null ? null : new Money(number, known);
    }

    private static (string? Code, Currency? Known) ReadCurrency(ImportRow row, ImportField currency, Currency? defaultCurrency)
    {
        var code = row.GetToken(currency);
        var known = defaultCurrency;
        if (code is not null && !Currency.TryParse(code, out known) && !Currency.TryParse(code.ToUpperInvariant(), out known))
        {
            row.Refuse(currency, code, $"'{RowProblem.Truncate(code)}' is not an ISO 4217 currency code; expected a code such as CNY or EUR.");
        }

        return (code, known);
    }

    private static decimal? ReadNumber(ImportRow row, ImportField field)
    {
        if (row.GetToken(field) is not { } text)
        {
            return null;
        }

        if (!FieldNumbers.TryRead(text, out var number))
        {
            row.Refuse(field, text, $"'{RowProblem.Truncate(text)}' is not a valid {field.Name}; expected a number such as 1280.50 with a point and without separators.");
            return null;
        }

        if (Math.Abs(number) > EventRules.LargestAmount)
        {
            row.Refuse(field, text, $"The {field.Name} {RowProblem.Truncate(text)} is not plausible; expected at most {EventRules.LargestAmount:0}.");
            return null;
        }

        return number;
    }
}
