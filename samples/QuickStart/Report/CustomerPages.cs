using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using QuickStart.Output;

namespace QuickStart.Report;

/// <summary>The details of single customers, as JSON for the script of the page.</summary>
public sealed class CustomerPages(CrmSession crm, IServiceProvider services, BaseStatistics statistics)
{
    // '<' is escaped, as the JSON is embedded in a script element.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Reads the customers to show, in the order of attention.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var pages = new List<object>();
        foreach (var id in statistics.ShownCustomers)
        {
            if (await crm.Profiles.FindAsync(id, statistics.AsOf, cancellationToken) is { } profile)
            {
                pages.Add(Page(profile, await VehiclesAsync(profile.History, cancellationToken)));
            }
        }

        return JsonSerializer.Serialize(pages, Options);
    }

    private static object Page(CustomerProfile profile, IReadOnlyDictionary<Vin, string> vehicles)
    {
        var assessment = profile.Assessment;
        return new
        {
            Id = profile.Customer.Id.ToString(),
            Name = profile.Customer.Name?.FullName ?? "(no name)",
            Latin = profile.Customer.Name?.Latin,
            Kind = profile.Customer.Kind == CustomerKind.Person ? "person" : "organisation",
            City = profile.Customer.Address?.City,
            Contacts = profile.Customer.ContactPoints.Select(point => new { point.Value, point.IsPreferred, point.IsValid }),
            Records = profile.Records.Select(record => new
            {
                Source = record.Source.ToString(), Name = record.Name?.FullName, Phone = record.Phones.Count == 0 ? null : record.Phones[0].RawValue, Updated = Day(record.UpdatedAt),
            }),
            Evidence = profile.Lineage.SelectMany(entry => entry.Evidence)
                .Select(match => $"{match.Left} = {match.Right}: {match.Reason}").Distinct(),
            Stage = assessment.Stage.Name,
            Since = Day(assessment.Lifecycle.Since),
            Path = profile.Path.Select(step => new { Stage = step.Stage.Name, Since = Day(step.Since), Why = step.Reason?.ToString() }),
            Next = assessment.Lifecycle.Next is { } next ? new { To = next.To.Name, Due = Day(next.DueAt), Why = next.Reason.ToString(), next.PreventedBy } : null,
            RecencyDays = assessment.Rfm.GetRecencyDays(assessment.AsOf),
            assessment.Rfm.Frequency,
            Monetary = Whole(assessment.Rfm.Monetary),
            Rfm = assessment.RfmScore?.ToString(),
            Past = Whole(assessment.Value.Past.Amount),
            Future = Whole(assessment.Value.Future.Amount),
            Benefits = Whole(assessment.Value.Benefits.Amount),
            Components = assessment.Value.Components.Select(component => new { component.Name, Margin = Whole(component.Margin) }),
            ValueWhy = assessment.Value.Reasons.Select(reason => reason.ToString()),
            Tier = assessment.Tier?.Tier,
            TierWhy = assessment.Tier?.Reason.ToString(),
            Attention = Attention.Of(assessment)?.What,
            Vehicles = vehicles.Select(vehicle => new { Vin = vehicle.Key.Value, Name = vehicle.Value }),
            Events = profile.History.Events.Reverse().Select(Shown),
        };
    }

    private static object Shown(CustomerEvent customerEvent) => new
    {
        On = Day(customerEvent.OccurredAt),
        Kind = customerEvent.Kind.Code,
        customerEvent.Topic,
        Outlet = customerEvent.Outlet?.Value,
        Vin = customerEvent.Vehicle?.Value,
        Amount = customerEvent.Amount?.Amount is { } amount ? Whole(amount) : (decimal?)null,
        Margin = customerEvent.Margin?.Amount is { } margin ? Whole(margin) : (decimal?)null,
        Currency = customerEvent.Amount?.Currency.Code,
        Km = customerEvent.OdometerKm,
        customerEvent.Channel,
        customerEvent.Score,
        customerEvent.Note,
        Source = customerEvent.Source.ToString(),
    };

    private async Task<IReadOnlyDictionary<Vin, string>> VehiclesAsync(CustomerHistory history, CancellationToken cancellationToken)
    {
        var vins = history.Events.Select(customerEvent => customerEvent.Vehicle).OfType<Vin>().Distinct().ToList();
        var records = vins.Count == 0 ? [] : await services.GetRequiredService<IVehicleRecords>().FindAsync(vins, cancellationToken);
        return vins.ToDictionary(vin => vin, vin => records.FirstOrDefault(record => record.Vin == vin) is { } record
            ? string.Join(' ', new[] { record.Make, record.Model, record.ModelYear?.ToString(System.Globalization.CultureInfo.InvariantCulture), record.Plate }.OfType<string>())
            : "");
    }

    private static decimal Whole(decimal amount) => decimal.Round(amount);

    private static string? Day(Instant? instant) => instant is { } known ? LocalDatePattern.Iso.Format(known.InUtc().Date) : null;
}
