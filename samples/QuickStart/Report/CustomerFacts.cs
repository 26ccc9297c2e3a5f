using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace QuickStart.Report;

/// <summary>What staff need to know of a customer to get in touch.</summary>
public static class CustomerFacts
{
    /// <summary>The column of <c>customers.csv</c> and <c>events.csv</c> with the adviser; interchange files keep columns they do not define.</summary>
    private const string AdviserColumn = "adviser";

    /// <summary>The phone number to call, in E.164.</summary>
    public static string? Phone(Customer customer)
    {
        var phones = customer.ContactPoints.Where(point => point is { Kind: ContactPointKind.Phone, IsValid: true }).ToList();
        return (phones.Find(point => point.IsPreferred) ?? phones.FirstOrDefault())?.Value;
    }

    /// <summary>The adviser: who owns the key account, else who the latest record or event at the customer's outlet names.</summary>
    public static string? Adviser(CustomerProfile profile)
    {
        if (profile.Customer.KeyAccountOwner is { } owner)
        {
            return owner;
        }

        var outlet = profile.Customer.Outlet;
        var named = profile.Records.Select(record => (Name: record.Attributes[AdviserColumn], record.Outlet, At: record.KnownAt))
            .Concat(profile.History.Events.Select(customerEvent => (Name: customerEvent.Attributes[AdviserColumn], customerEvent.Outlet, At: customerEvent.OccurredAt)))
            .Where(candidate => !string.IsNullOrWhiteSpace(candidate.Name));
        return named.OrderByDescending(candidate => candidate.Outlet == outlet).ThenByDescending(candidate => candidate.At).Select(candidate => candidate.Name).FirstOrDefault();
    }

    /// <summary>The cars that events name, the latest first; those given up come last.</summary>
    public static IReadOnlyList<Vin> Vehicles(CustomerHistory history)
    {
        var cars = new List<Vin>();
        var seen = new HashSet<Vin>();
        var givenUp = new List<Vin>();
        for (var i = history.Events.Count - 1; i >= 0; i--)
        {
            if (history.Events[i].Vehicle is { } vin && seen.Add(vin))
            {
                (history.Events[i] is VehicleDisposed ? givenUp : cars).Add(vin);
            }
        }

        return [.. cars, .. givenUp];
    }

    /// <summary>Make, model, year and plate.</summary>
    public static string Describe(VehicleRecord record) => string.Join(
        ' ', new[] { record.Make, record.Model, record.ModelYear?.ToString(CultureInfo.InvariantCulture), record.Plate }.OfType<string>());
}
