using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;
using NodaTime.Text;

namespace AutoCrm.Assessment;

/// <summary>The last customer of a page of assessments, after which the next page begins.</summary>
/// <param name="Value">The value of the column by which the list is ordered; <see langword="null"/> = missing, or the list is ordered by id.</param>
/// <param name="Customer">The customer.</param>
public sealed record AssessmentPosition(object? Value, Id<Customer> Customer)
{
    private const string Missing = "-";

    /// <summary>Whether a customer comes after this position in the order of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="value">The value of its order of the customer.</param>
    /// <param name="customer">The customer.</param>
    public bool IsBefore(AssessmentQuery query, object? value, Id<Customer> customer)
    {
        ArgumentNullException.ThrowIfNull(query);
        var order = query.Order is null ? 0 : query.Compare(Value, value);
        return order < 0 || (order == 0 && Customer < customer);
    }

    internal static AssessmentPosition Read(AssessmentQuery query, string token) => PageToken.Read(NameOf(query), token, 2, keys => new AssessmentPosition(
        keys[0] == Missing ? null : Parse(query.Order?.Type ?? throw new FormatException($"'{keys[0]}' is not an order."), keys[0][1..]), Id<Customer>.Parse(keys[1])));

    internal string Write(AssessmentQuery query) => PageToken.Write(NameOf(query), Value is null ? Missing : "=" + Format(Value), Customer.ToString());

    private static string NameOf(AssessmentQuery query) => $"assessments by {query.Order?.Name ?? "id"}{(query.IsDescending ? " descending" : "")}";

    private static string Format(object value) => value switch
    {
        Instant instant => instant.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static object Parse(ColumnType type, string text) => type switch
    {
        ColumnType.Integer => long.Parse(text, CultureInfo.InvariantCulture),
        ColumnType.Instant => Instant.FromUnixTimeTicks(long.Parse(text, CultureInfo.InvariantCulture)),
        ColumnType.Date => LocalDatePattern.Iso.Parse(text).Value,
        ColumnType.Id => Guid.Parse(text),
        ColumnType.Boolean => bool.Parse(text),
        ColumnType.Decimal => decimal.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}
