using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace WebHost;

/// <summary>What the OpenAPI document says of values that have converters of their own.</summary>
public static class CrmSchemas
{
    /// <summary>Describes ids, references, instants and events.</summary>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(context);
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        (schema.Type, schema.Format) = type switch
        {
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Id<>) => (JsonSchemaType.String, "uuid"),
            _ when type == typeof(Instant) || type == typeof(UtcInstant) => (JsonSchemaType.String, "date-time"),
            _ when type == typeof(LocalDate) => (JsonSchemaType.String, "date"),
            _ when type == typeof(SourceRef) || type == typeof(OutletCode) || type == typeof(Stage) => (JsonSchemaType.String, null),
            _ when type == typeof(CustomerEvent) => (JsonSchemaType.Object, null),
            _ => (schema.Type, schema.Format),
        };
        return Task.CompletedTask;
    }
}
