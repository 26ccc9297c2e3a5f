using System.Text.Json;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace WebHost;

/// <summary>Turns what AutoCrm refuses, and a store that failed, into problem details (RFC 9457) with its sentence, and the name of the rule. Anything else is a 500 that shows nothing of the inside.</summary>
public sealed class CrmProblems(IProblemDetailsService problems) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Describe(exception) is not { } problem)
        {
            return false;
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        if (exception is ConcurrencyException or StoreException { IsTransient: true })
        {
            httpContext.Response.Headers.RetryAfter = "1";
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    /// <summary>The refusal of an id that is not the id of a customer.</summary>
    public static DomainException UnknownCustomer(Id<Customer> id) =>
        new("customer-exists", $"Customer {id} does not exist; expected the id of an existing customer.");

    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        DomainException broken => new ProblemDetails
        {
            Status = broken.Rule switch
            {
                "customer-exists" => StatusCodes.Status404NotFound,
                "erased-stays-erased" => StatusCodes.Status410Gone,
                _ => StatusCodes.Status409Conflict,
            },
            Detail = broken.Message,
            Extensions = { ["rule"] = broken.Rule },
        },
        ConcurrencyException lost => new ProblemDetails { Status = StatusCodes.Status409Conflict, Detail = lost.Message },
        // The sentence names the store, such as the path of its file; a host that strangers call keeps it for the log.
        StoreException failed => new ProblemDetails { Status = StatusCodes.Status503ServiceUnavailable, Detail = failed.Message },
        BadHttpRequestException { InnerException: JsonException json } => BadRequest(SentenceOf(json), json.Path),
        BadHttpRequestException unreadable => new ProblemDetails { Status = unreadable.StatusCode, Detail = unreadable.Message },
        // AutoCrm refuses values of callers so; a host with more of its own behind its endpoints narrows this to what comes from requests.
        ArgumentException refused => BadRequest(SentenceOf(refused), refused.ParamName),
        FormatException refused => BadRequest(refused.Message, null),
        _ => null,
    };

    private static ProblemDetails BadRequest(string sentence, string? parameter)
    {
        var problem = new ProblemDetails { Status = StatusCodes.Status400BadRequest, Detail = sentence };
        if (parameter is not null)
        {
            problem.Extensions["parameter"] = parameter;
        }

        return problem;
    }

    /// <summary>The sentence without the name of the parameter, which .NET appends to it.</summary>
    private static string SentenceOf(ArgumentException refused) => refused.Message.Replace($" (Parameter '{refused.ParamName}')", "", StringComparison.Ordinal);

    /// <summary>The sentence of one of AutoCrm's converters; those of the serializer name types of .NET.</summary>
    private static string SentenceOf(JsonException json) =>
        json.Message.Contains("Path: $", StringComparison.Ordinal) ? $"The body cannot be read at {json.Path}; expected JSON of the documented shape." : json.Message;
}

/// <summary>Registers the problem details.</summary>
public static class CrmProblemsExtensions
{
    /// <summary>Answers refusals with problem details, in every environment.</summary>
    public static void AddCrmProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<CrmProblems>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}
