using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

// What a first host does with AutoCrm.Core alone. Every line printed is one that a test compares.
await using var services = new ServiceCollection().AddAutoCrm().BuildServiceProvider();
await using var scope = services.CreateAsyncScope();
var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
var asOf = On(2025, 6, 1);

var customer = await RegisterAsync(new("sales", "1001"), "王小明", "138 0000 1234");
await RegisterAsync(new("workshop", "W-77"), "Wang Xiaoming", "+86 138-0000-1234");
await RegisterAsync(new("app", "u-5"), "Ming", "139 0000 9999");
await crm.Timeline.AppendAsync(
[
    new VehicleDelivered
    {
        Source = new("sales", "D-1"), Record = new("sales", "1001"), OccurredAt = On(2024, 2, 10), RecordedAt = asOf,
        Vehicle = Vin.Parse("LSVAA49J132047371"), Amount = new Money(180_000, "CNY"), Margin = new Money(9_000, "CNY"),
    },
    new ServiceVisited
    {
        Source = new("workshop", "V-1"), Record = new("workshop", "W-77"), OccurredAt = On(2025, 2, 14), RecordedAt = asOf,
        Vehicle = Vin.Parse("LSVAA49J132047371"), Topic = "maintenance", Amount = new Money(1_200, "CNY"), Margin = new Money(500, "CNY"),
    },
]);
await crm.CommitAsync();

var resolved = await crm.Resolution.ResolveAsync();
Console.WriteLine($"{resolved.Records} records are {resolved.Customers} customers");
await crm.Assessment.AssessAllAsync(asOf);

var profile = (await crm.Profiles.FindByPhoneAsync("13800001234", asOf: asOf)).Single();
Console.WriteLine($"{profile.Customer.Name}, {profile.Records.Count} records, {profile.History.Events.Count} events");
Console.WriteLine($"{profile.Assessment.Stage}: {profile.Assessment.Lifecycle.Reason}");
Console.WriteLine($"{profile.Assessment.Tier!.Tier}: {profile.Assessment.Tier!.Reason}");

var atHand = await crm.AssessmentQueries.ListAsync(AssessmentQuery.All.Where(LifecycleAssessment.StageColumn, "Active").OrderByDescending(CustomerValue.TotalColumn));
Console.WriteLine($"{atHand.Count} of them active");

var json = AutoCrmJson.Serialize(profile);
var back = AutoCrmJson.Deserialize<CustomerProfile>(json)!;
Console.WriteLine($"The profile comes back: {AutoCrmJson.Serialize(back) == json}, {back.Assessment.Stage}, {back.History.Events.Count} events");

var export = await crm.Privacy.ExportAsync(customer);
Console.WriteLine($"The export names the customer: {export.ToJson().Contains("王小明", StringComparison.Ordinal)}");

async Task<Id<Customer>> RegisterAsync(SourceRef source, string name, string phone)
{
    var id = await crm.Identity.RegisterAsync(new SourceRecord
    {
        Source = source,
        Kind = CustomerKind.Person,
        Name = CustomerName.From(name, null, null),
        Phones = [ContactPoint.Phone(phone, "CN")],
        UpdatedAt = On(2024, 1, 1),
        RecordedAt = asOf,
    });
    await crm.CommitAsync();
    return id;
}

static Instant On(int year, int month, int day) => Instant.FromUtc(year, month, day, 0, 0);
