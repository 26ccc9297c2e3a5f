using System.Text;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Identity;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.Extensions.Options;
using NodaTime;
using WebHost;

// Who may call which endpoint is the host's business: add authentication, authorization and rate limits before this leaves your machine.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAutoCrm(crm => crm.UseSqlite(CrmFile.GetConnectionString));
builder.Services.AddAutoCrmNightlyRun();
builder.Services.AddCrmJson();
builder.Services.AddCrmProblems();
builder.Services.AddOpenApi(options => options.AddSchemaTransformer(CrmSchemas.Describe));
builder.Services.AddHealthChecks().AddAutoCrmHealthChecks();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseRequestLocalization("en", "zh-CN");
app.MapOpenApi();
app.MapHealthChecks("/health");

app.MapPost("/records", async (RecordRequest request, CrmSession crm, IClock clock, IOptions<AutoCrmOptions> options, CancellationToken stop) =>
{
    var record = request.ToRecord(clock.GetCurrentInstant(), options.Value.DefaultCountry);
    var customer = await crm.ExecuteAsync((session, token) => session.Identity.RegisterAsync(record, token), stop);
    return new RegisteredRecord(record.Source, customer, await AssessAsync(crm, customer));
});

app.MapPost("/events", async (IReadOnlyList<CustomerEvent> events, CrmSession crm, ISourceRecordStore records, IClock clock, CancellationToken stop) =>
{
    var now = clock.GetCurrentInstant();
    var recorded = events.Select(sent => (sent ?? throw new ArgumentException("An event is null; expected an object.")) with { RecordedAt = now }).ToList();
    var results = await crm.ExecuteAsync((session, token) => session.Timeline.AppendAsync(recorded, token), stop);
    foreach (var record in recorded.Select(customerEvent => customerEvent.Record).Distinct())
    {
        if ((await records.FindAsync(record, CancellationToken.None))?.Customer is { } customer)
        {
            await AssessAsync(crm, customer);
        }
    }

    return recorded.Zip(results, (customerEvent, result) => new AppendedEvent(customerEvent.Source, result));
});

app.MapGet("/customers", ([AsParameters] CustomerLookup lookup, CrmSession crm, CancellationToken stop) => lookup.FindAsync(crm.Search, stop));

app.MapGet("/customers/{id}", async (Id<Customer> id, UtcInstant? asOf, CrmSession crm, CancellationToken stop) =>
    await crm.Profiles.FindAsync(id, asOf?.Value, stop) ?? throw CrmProblems.UnknownCustomer(id));

app.MapGet("/customers/{id}/explanation", async (Id<Customer> id, UtcInstant? asOf, CrmSession crm, ReasonText texts, CancellationToken stop) =>
    Explanation.Of(await crm.Profiles.FindAsync(id, asOf?.Value, stop) ?? throw CrmProblems.UnknownCustomer(id), texts));

app.MapGet("/at-risk", ([AsParameters] AtRiskRequest request, CrmSession crm, ReasonText texts, CancellationToken stop) => request.ListAsync(crm, texts, stop));

app.MapPost("/customers/{id}/merge", async (Id<Customer> id, MergeRequest request, CrmSession crm, CancellationToken stop) =>
{
    var merge = await crm.ExecuteAsync((session, token) => session.Identity.MergeAsync(id, request.Absorbed, request.By, request.Why, token), stop);
    await AssessAsync(crm, merge.Customer);
    return merge;
});

app.MapPost("/merges/{decision}/undo", async (Id<LineageEntry> decision, UndoRequest request, CrmSession crm, CancellationToken stop) =>
{
    var undone = await crm.ExecuteAsync((session, token) => session.Identity.UnmergeAsync(decision, request.By, request.Why, token), stop);
    await AssessAsync(crm, undone.Customer);
    await AssessAsync(crm, undone.Other!.Value);
    return undone;
});

app.MapGet("/customers/{id}/export", async (Id<Customer> id, CrmSession crm, CancellationToken stop) =>
    Results.Text((await crm.Privacy.ExportAsync(id, stop)).ToJson(), "application/json", Encoding.UTF8));

app.MapDelete("/customers/{id}", async (Id<Customer> id, string by, string why, CrmSession crm, CancellationToken stop) =>
{
    await crm.ExecuteAsync((session, token) => session.Privacy.EraseAsync(id, by, why, token), stop);
    return Results.NoContent();
});

await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<CrmSession>().MigrateAsync();
}

await app.RunAsync();

// What has been committed is assessed even if the client has gone, so that today's lead is in today's list.
static async Task<Stage?> AssessAsync(CrmSession crm, Id<Customer> customer) =>
    (await crm.Assessment.AssessAndStoreAsync(customer, cancellationToken: CancellationToken.None))?.Stage;
