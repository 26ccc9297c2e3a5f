using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace AutoCrm.Architecture.Tests;

/// <summary>A slice of Core may use those listed above it, never those below.</summary>
public sealed class SliceTests
{
    private static readonly string[] Slices =
    [
        "SharedKernel", "Customers", "Vehicles", "Network", "Timeline", "Identity", "Storage", "Assessment", "Lifecycle", "Value", "Loyalty", "Profiles", "Privacy", "Import", "Hosting",
    ];

    private static readonly ArchUnitNET.Domain.Architecture Architecture = new ArchLoader().LoadAssemblies(Packages.Core).Build();

    [Fact]
    public void A_slice_uses_none_of_those_below_it()
    {
        // The generated metadata of JSON knows the types of all slices; it is what AutoCrmJson is put together of.
        var wrong = Architecture.Types
            .Where(type => !type.FullName.StartsWith("AutoCrm.SharedKernel.AutoCrmJsonContext", StringComparison.Ordinal))
            .SelectMany(type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(use => use.To.FullName != "AutoCrm.SharedKernel.AutoCrmJsonContext")
            .Where(use => SliceOf(use.From) is { } user && SliceOf(use.To) is { } used && Array.IndexOf(Slices, used) > Array.IndexOf(Slices, user))
            .Select(use => $"{use.From.FullName} uses {use.To.FullName}")
            .Distinct();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_type_is_in_a_slice()
    {
        // The extension that registers AutoCrm stands where hosts look for it.
        var strangers = Packages.Core.GetTypes()
            .Where(type => type.Namespace is { } space && !Slices.Any(slice => IsIn(space, slice)) && space != "Microsoft.Extensions.DependencyInjection")
            .Where(type => type.Namespace!.StartsWith("AutoCrm", StringComparison.Ordinal) || type.IsPublic);

        Assert.Empty(strangers);
    }

    [Fact]
    public void The_dependencies_are_really_seen() => Assert.Contains(
        Architecture.Types.Single(type => type.FullName == "AutoCrm.Customers.Customer").Dependencies,
        dependency => dependency.Target.FullName == "AutoCrm.SharedKernel.AggregateRoot");

    private static bool IsIn(string space, string slice) =>
        space == $"AutoCrm.{slice}" || space.StartsWith($"AutoCrm.{slice}.", StringComparison.Ordinal);

    private static string? SliceOf(IType type) =>
        type.Namespace?.FullName is { } space ? Slices.FirstOrDefault(slice => IsIn(space, slice)) : null;
}
