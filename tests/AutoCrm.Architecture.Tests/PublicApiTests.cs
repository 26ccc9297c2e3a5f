using System.Reflection;
using PublicApiGenerator;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Architecture.Tests;

/// <summary>The public surface of each package. A difference is a decision: look at it, and take it over if it is meant.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        // Facts carry the file and line they stand in, which are no part of the surface.
        ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute", "Xunit.FactAttribute", "Xunit.TheoryAttribute"],
    };

    public static TheoryData<string> All => [.. Packages.All];

    [Theory]
    [MemberData(nameof(All))]
    public Task The_public_surface_is_the_one_decided_on(string package) =>
        Verify(Assembly.Load(package).GeneratePublicApi(Options));
}
