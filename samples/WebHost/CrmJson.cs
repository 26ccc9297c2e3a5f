using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using Microsoft.AspNetCore.Http.Json;

namespace WebHost;

/// <summary>JSON of requests and answers.</summary>
public static class CrmJson
{
    /// <summary>Writes and reads AutoCrm's types as AutoCrm does, and events of the plug-ins of this host as what they are.</summary>
    public static void AddCrmJson(this IServiceCollection services) => services.AddOptions<JsonOptions>().Configure<EventKinds>((json, kinds) =>
    {
        AutoCrmJson.Configure(json.SerializerOptions);
        json.SerializerOptions.Converters.Add(new EventJsonConverter(kinds));
    });
}
