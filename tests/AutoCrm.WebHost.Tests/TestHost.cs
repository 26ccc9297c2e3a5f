using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AutoCrm.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace AutoCrm.WebHost.Tests;

/// <summary>The sample over a temporary SQLite file, on 24 November 2026.</summary>
public sealed class TestHost : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-webhost-").FullName;
    private HttpClient? client;

    /// <summary>The time when the host starts; each look at the clock moves it by a millisecond.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 11, 24, 9, 0);

    public FakeClock Clock { get; } = new(Start, Duration.FromMilliseconds(1));

    /// <summary>What the test registers beside what the sample registers.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    public string Environment { get; init; } = "Production";

    public Task<Answer> GetAsync(string path, string? language = null) => SendAsync(HttpMethod.Get, path, null, language);

    public Task<Answer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Registers a person and gives the id.</summary>
    public async Task<string> RegisterAsync(string source, string name, string phone = "138 0000 1234", string email = "")
    {
        var body = new JsonObject { ["source"] = source, ["name"] = name, ["phones"] = new JsonArray(phone) };
        if (email.Length > 0)
        {
            body["email"] = email;
        }

        return (await PostAsync("/records", body.ToJsonString())).Get("customer");
    }

    public async Task AppendAsync(params string[] events)
    {
        var answer = await PostAsync("/events", $"[{string.Join(',', events)}]");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.All(answer.Body!.AsArray(), result => Assert.Equal("Added", (string?)result!["result"]));
    }

    /// <summary>Imports the plate of a vehicle, as plates come with the files of systems.</summary>
    public async Task ImportPlateAsync(string vin, string plate)
    {
        var system = Directory.CreateDirectory(Path.Combine(folder, "exports", "workshop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(system, "vehicles.jsonl"), $$"""{"vin": "{{vin}}", "plate": "{{plate}}"}""");
        await UseAsync(crm => crm.Import.ImportAsync(Path.GetDirectoryName(system)!));
    }

    /// <summary>Works in a scope of the host.</summary>
    public async Task<T> UseAsync<T>(Func<CrmSession, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<CrmSession>());
    }

    /// <summary>The delivery of a vehicle, as JSON.</summary>
    public static string Delivery(string key, string record, string at = "2024-02-10T09:00:00Z") =>
        $$"""
        {"kind": "vehicle_delivered", "source": "sales:{{key}}", "record": "{{record}}", "occurredAt": "{{at}}", "outlet": "SH-01", "vehicle": "LSVAA49J132047371",
         "amount": {"amount": 180000, "currency": "CNY"}, "margin": {"amount": 9000, "currency": "CNY"} }
        """;

    /// <summary>A service visit, as JSON.</summary>
    public static string Visit(string key, string record, string at, string outlet = "SH-01") =>
        $$"""
        {"kind": "service_visited", "source": "workshop:{{key}}", "record": "{{record}}", "occurredAt": "{{at}}", "outlet": "{{outlet}}", "vehicle": "LSVAA49J132047371",
         "topic": "maintenance", "amount": {"amount": 1200, "currency": "CNY"}, "margin": {"amount": 500, "currency": "CNY"} }
        """;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment(Environment)
        .UseSetting("ConnectionStrings:Crm", $"Data Source={Path.Combine(folder, "crm.db")}")
        .ConfigureServices(services =>
        {
            services.AddSingleton<IClock>(Clock);
            Configure(services);
        });

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? json, string? language = null)
    {
        client ??= CreateClient();
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await client.SendAsync(request);
        return new Answer(
            response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.ToString());
    }
}

/// <summary>An answer of the host.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, string? MediaType, string? RetryAfter)
{
    public JsonNode? Body => Text.Length == 0 ? null : JsonNode.Parse(Text);

    public IEnumerable<JsonNode> Items => Body!["items"]!.AsArray().Select(item => item!);

    public string Get(string member) => (string?)Body![member] ?? throw new InvalidOperationException($"No {member} in {Text}");

    /// <summary>Holds the answer to be problem details.</summary>
    public void IsProblem(HttpStatusCode status, string detail, string? rule = null)
    {
        Assert.Equal((status, "application/problem+json"), (Status, MediaType));
        Assert.Equal((int)status, (int?)Body!["status"]);
        Assert.Equal(detail, (string?)Body["detail"]);
        Assert.Equal(rule, (string?)Body["rule"]);
    }
}
