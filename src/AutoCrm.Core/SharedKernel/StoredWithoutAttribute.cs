using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace AutoCrm.SharedKernel;

/// <summary>States a member that stores leave out, as it is derived anew from what they keep; a host that sends the object sends it, too.</summary>
/// <param name="member">The name of the member in JSON.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StoredWithoutAttribute(string member) : Attribute
{
    public static void Apply(JsonTypeInfo info)
    {
        if (info.Type.GetCustomAttribute<StoredWithoutAttribute>() is { } stated && info.Properties.FirstOrDefault(property => property.Name == stated.Member) is { } left)
        {
            info.Properties.Remove(left);
        }
    }

    private string Member { get; } = member;
}
