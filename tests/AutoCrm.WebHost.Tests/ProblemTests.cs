using System.Net;
using AutoCrm.Customers;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.WebHost.Tests;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("""[{"kind": "lead_received", "source": "web:L-1", "record": "web:404", "occurredAt": "2026-11-01T00:00:00Z"}]""", "event-needs-record")]
    [InlineData("""[{"kind": "service_visited", "source": "web:L-1", "record": "web:1", "occurredAt": "2026-11-01T00:00:00Z", "odometerKm": -1}]""", "event-valid")]
    [InlineData("""[{"kind": "coffee_taken", "source": "web:L-1", "record": "web:1", "occurredAt": "2026-11-01T00:00:00Z"}]""", "event-kind-registered")]
    [InlineData("""[{"kind": "lead_received"}]""", "event-valid")]
    public async Task A_broken_rule_is_a_conflict_with_the_name_of_the_rule(string events, string rule)
    {
        await using var host = new TestHost();
        await host.RegisterAsync("web:1", "王小明");

        var answer = await host.PostAsync("/events", events);

        Assert.Equal((HttpStatusCode.Conflict, "application/problem+json", rule), (answer.Status, answer.MediaType, answer.Get("rule")));
        Assert.Contains("cannot be appended", answer.Get("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/records", """{"source": "sales"}""", "'sales' is not a source reference; expected 'system:key'.")]
    [InlineData("/records", """{"source": "sales:1", "updatedAt": "yesterday"}""", "'yesterday' is not an instant; expected ISO 8601 in UTC such as 2026-11-23T08:15:00Z.")]
    [InlineData("/records", """{"source": "sales:1", "kind": "Robot"}""", "The body cannot be read at $.kind; expected JSON of the documented shape.")]
    [InlineData("/events", """[{"source": "sales:1"}]""", "An event has no kind; expected the code of its kind, such as service_visited.")]
    [InlineData("/events", "[7]", "An event is not a JSON object.")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request_with_the_sentence(string path, string body, string sentence)
    {
        await using var host = new TestHost();

        (await host.PostAsync(path, body)).IsProblem(HttpStatusCode.BadRequest, sentence);
    }

    [Theory]
    [InlineData("/records", "{}")]
    [InlineData("/records", "")]
    [InlineData("/records", "null")]
    [InlineData("/records", "{\"source\":")]
    [InlineData("/events", "[null]")]
    [InlineData("/customers/0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10/merge", "{}")]
    [InlineData("/merges/0190f3a2-7c1e-7b44-9c53-5b1f2a4e6d10/undo", "{}")]
    public async Task An_incomplete_body_is_never_an_error_of_the_host(string path, string body)
    {
        await using var host = new TestHost();

        var answer = await host.PostAsync(path, body);

        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.InRange((int)answer.Status, 400, 409);
        Assert.NotEmpty(answer.Get("detail"));
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/records", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_offered_is_a_problem_too(string path, HttpStatusCode status)
    {
        await using var host = new TestHost();

        var answer = await host.GetAsync(path);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task A_lost_race_is_a_conflict_that_may_be_tried_again()
    {
        await using var host = new TestHost { Configure = services => services.AddScoped<ICustomerSearch>(_ => new FailingSearch(new ConcurrencyException("Read again and repeat."))) };

        var answer = await host.GetAsync("/customers?phone=13800001234");

        answer.IsProblem(HttpStatusCode.Conflict, "Read again and repeat.");
        Assert.Equal("1", answer.RetryAfter);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "1")]
    public async Task A_store_that_failed_is_unavailable_with_the_sentence(bool isTransient, string? retryAfter)
    {
        var failure = new StoreException(StoreFailure.Full, "crm.db", "The SQLite file 'crm.db' cannot be written: the disk is full.") { IsTransient = isTransient };
        await using var host = new TestHost { Configure = services => services.AddScoped<ICustomerSearch>(_ => new FailingSearch(failure)) };

        var answer = await host.GetAsync("/customers?phone=13800001234");

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, failure.Message);
        Assert.Equal(retryAfter, answer.RetryAfter);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Anything_else_is_an_error_that_shows_nothing_of_the_inside(string environment)
    {
        await using var host = new TestHost
        {
            Environment = environment,
            Configure = services => services.AddScoped<ICustomerSearch>(_ => new FailingSearch(new InvalidOperationException("the secret inside"))),
        };

        var answer = await host.GetAsync("/customers?phone=13800001234");

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal("An error occurred while processing your request.", answer.Get("title"));
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
    }

    private sealed class FailingSearch(Exception failure) : ICustomerSearch
    {
        public Task<Page<Customer>> FindByPhoneAsync(string phoneNumber, string? country, PageRequest? page, CancellationToken cancellationToken) => throw failure;

        public Task<Page<Customer>> FindByEmailAsync(string emailAddress, PageRequest? page, CancellationToken cancellationToken) => throw failure;

        public Task<Page<Customer>> FindByVehicleAsync(Vin vehicle, PageRequest? page, CancellationToken cancellationToken) => throw failure;

        public Task<Page<Customer>> FindByPlateAsync(string plate, PageRequest? page, CancellationToken cancellationToken) => throw failure;

        public Task<Page<Customer>> FindByNameAsync(string name, CustomerKind? kind, PageRequest? page, CancellationToken cancellationToken) => throw failure;
    }
}
