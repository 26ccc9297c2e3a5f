using System.Globalization;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using QuickStart.Output;

namespace QuickStart.Report;

/// <summary>Writes the details of a customer: texts from the table, dates as days, and lists shortened to the limits of the report.</summary>
public sealed class CustomerPage(Words words, ReportLimits limits, SentenceTable table, IReadOnlyDictionary<OutletCode, string> outlets)
{
    /// <summary>The details of a customer.</summary>
    /// <param name="profile">The customer.</param>
    /// <param name="vehicles">The cars, those to show first.</param>
    /// <param name="descriptions">What the cars are.</param>
    public CustomerDetails Of(CustomerProfile profile, IReadOnlyList<Vin> vehicles, IReadOnlyDictionary<Vin, string> descriptions)
    {
        var (customer, assessment) = (profile.Customer, profile.Assessment);
        var name = limits.Shorten(customer.Name?.FullName ?? words.Text["no_name"]);
        var shown = vehicles.Where(descriptions.ContainsKey).ToList();
        return new CustomerDetails
        {
            Id = customer.Id.ToString(),
            Name = name,
            Latin = customer.Name?.Latin is { } latin && latin != name ? limits.Shorten(latin) : null,
            Organization = customer.Kind == CustomerKind.Organization ? 1 : null,
            City = customer.Address?.City is { } city ? table.Index(limits.Shorten(city)) : null,
            Outlet = Outlet(customer.Outlet),
            Adviser = CustomerFacts.Adviser(profile) is { } adviser ? table.Index(limits.Shorten(adviser)) : null,
            Phone = CustomerFacts.Phone(customer),
            Contacts = [.. customer.ContactPoints.Take(limits.Items).Select(point => (object)(point.IsValid ? limits.Shorten(point.Value) : new[] { limits.Shorten(point.RawValue) }))],
            Records = [.. profile.Records.Take(limits.Items).Select(Record)],
            AllRecords = profile.Records.Count,
            Evidence = [.. Evidence(profile)],
            Stage = table.Index(words.Of(assessment.Stage)),
            Path = [.. profile.Path.TakeLast(limits.Steps).Select(step => new[] { table.Index(words.Of(step.Stage)), SentenceTable.Day(step.Since), Sentence(step.Reason) })],
            AllSteps = profile.Path.Count,
            Next = assessment.Lifecycle.Next is { } next ? [table.Index(words.Of(next.To)), SentenceTable.Day(next.DueAt), Sentence(next.Reason)] : null,
            RecencyDays = assessment.Rfm.GetRecencyDays(assessment.AsOf),
            Frequency = assessment.Rfm.Frequency,
            Monetary = Whole(assessment.Rfm.Monetary),
            Rfm = assessment.RfmScore?.ToString(),
            Past = Whole(assessment.Value.Past.Amount),
            Future = Whole(assessment.Value.Future.Amount),
            Benefits = Whole(assessment.Value.Benefits.Amount),
            Components = [.. assessment.Value.Components.Select(component => new object[] { table.Index(words.Text.Word("component", component.Name)), Whole(component.Margin) })],
            Why = [.. assessment.Value.Reasons.Append(assessment.Tier?.Reason).OfType<Reason>().Take(limits.Items).Select(reason => Sentence(reason)!)],
            Tier = assessment.Tier?.Tier,
            Attention = Attention.Of(assessment) is { } attention ? Sentence(attention.Reason) : null,
            Vehicles = [.. shown.Select(vin => new[] { vin.Value, descriptions[vin] })],
            AllVehicles = vehicles.Count,
            Events = [.. profile.History.Events.Reverse().Take(limits.Events).Select(customerEvent => Event(customerEvent, shown))],
            AllEvents = profile.History.Events.Count,
        };
    }

    private int? Outlet(OutletCode? code) => code is { } known ? table.Index(outlets.GetValueOrDefault(known) ?? known.Value) : null;

    private object? Sentence(Reason? reason) => reason is null ? null : table.Sentence(limits.Shorten(words.Of(reason), by: 2));

    private object?[] Record(SourceRecord record) =>
    [
        table.Index(limits.Shorten(record.Source.System)), limits.Shorten(record.Source.Key), record.Name is { } name ? limits.Shorten(name.FullName) : null,
        record.Phones.Count == 0 ? null : limits.Shorten(record.Phones[0].RawValue), record.UpdatedAt is { } updated ? SentenceTable.Day(updated) : null,
    ];

    private IEnumerable<object> Evidence(CustomerProfile profile) => profile.Lineage.SelectMany(entry => entry.Evidence)
        .Select(match => (Pair: limits.Shorten($"{match.Left} = {match.Right}"), Why: words.Of(match.Reason))).Distinct()
        .Take(limits.Items)
        .Select(match => new[] { match.Pair, table.Sentence(match.Why) });

    private object?[] Event(CustomerEvent customerEvent, List<Vin> shown)
    {
        var vehicle = customerEvent.Vehicle is { } vin ? shown.IndexOf(vin) : -1;
        var amount = customerEvent.Amount ?? customerEvent.Margin;
        object?[] columns =
        [
            SentenceTable.Day(customerEvent.OccurredAt), table.Index(words.Text.Word("event", customerEvent.Kind.Code)), Details(customerEvent),
            Outlet(customerEvent.Outlet), vehicle < 0 ? null : vehicle, customerEvent.OdometerKm, table.Index(limits.Shorten(customerEvent.Source.System)),
            limits.Shorten(customerEvent.Source.Key), customerEvent.Amount is { } paid ? Whole(paid.Amount) : null,
            customerEvent.Margin is { } margin ? Whole(margin.Amount) : null, amount is { } money ? table.Index(money.Currency.Code) : null,
        ];
        return columns[..(Array.FindLastIndex(columns, column => column is not null) + 1)];
    }

    private object? Details(CustomerEvent customerEvent)
    {
        var details = new[]
        {
            customerEvent.Topic is { } topic ? words.Text.Word("word", topic) : null, customerEvent.Score?.ToString(CultureInfo.InvariantCulture),
            customerEvent.Channel is { } channel ? words.Text.Word("word", channel) : null, customerEvent.Note,
        };
        var text = limits.Shorten(string.Join(" · ", details.OfType<string>()));
        return text.Length == 0 ? null : table.Index(text);
    }

    private static decimal Whole(decimal amount) => decimal.Round(amount);
}
