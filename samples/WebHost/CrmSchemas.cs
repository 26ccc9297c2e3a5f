using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.AspNetCore.Mvc.ModelBinding;
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
        var isInUrl = context.ParameterDescription?.Source is { } source && (source == BindingSource.Path || source == BindingSource.Query);
        var declared = (isInUrl ? context.ParameterDescription!.ParameterDescriptor?.ParameterType : null) ?? context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
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
