using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddAutoCrm(crm => crm.UseSqlite("Data Source=crm.db"));

using var host = builder.Build();
await host.Services.GetRequiredService<IStoreSetup>().MigrateAsync();
await host.StartAsync();

await using (var scope = host.Services.CreateAsyncScope())
{
    var crm = scope.ServiceProvider.GetRequiredService<CrmSession>();
    var now = SystemClock.Instance.GetCurrentInstant();
    var record = new SourceRef("showroom", "guest-1");

    // Who: a record as the showroom keeps it. The same reference again is the same record.
    var customer = await crm.Identity.RegisterAsync(new SourceRecord
    {
        Source = record,
        Kind = CustomerKind.Person,
        Name = CustomerName.From("Ada Lovelace", null, null),
        Phones = [ContactPoint.Phone("+49 171 1234567", "DE")],
        UpdatedAt = now,
        RecordedAt = now,
    });

    // What happened: an event of that record.
    await crm.Timeline.AppendAsync(
    [
        new TestDriveTaken { Source = new("showroom", "drive-1"), Record = record, OccurredAt = now, RecordedAt = now },
    ]);
    await crm.CommitAsync();

    // What follows: everybody is assessed, and the answer has its reason.
    await crm.Assessment.AssessAllAsync(now);
    var profile = await crm.Profiles.FindAsync(customer, now);
    Console.WriteLine($"{profile!.Customer.Name}: {profile.Assessment.Stage}");
    Console.WriteLine(profile.Assessment.Lifecycle.Reason);
}

await host.StopAsync();
