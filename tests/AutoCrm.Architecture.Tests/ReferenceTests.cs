using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Serialization;

namespace AutoCrm.Architecture.Tests;

/// <summary>What the packages may reference and show.</summary>
public sealed class ReferenceTests
{
    /// <summary>What a host needs for files that it writes itself; see the decision formulas-are-neutralised.</summary>
    private const string ForFilesOfHosts = "AutoCrm.Import.Csv.CsvFormulas";

    public static TheoryData<string> Adapters => [.. Packages.Adapters.Keys];

    /// <summary>The adapters that a host chooses from, without what they share.</summary>
    public static TheoryData<string> AdaptersOfHosts => [.. Packages.Adapters.Keys.Where(name => name != Packages.Relational)];

    [Fact]
    public void Core_references_little()
    {
        string[] allowed =
        [
            "Ardalis.Specification", "NodaTime", "PhoneNumbers", "AnyAscii", "Cronos", "System.IO.Hashing",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", "Microsoft.Extensions.Options",
        ];

        Assert.Empty(ReferencesOf(Packages.Core).Where(name => !IsOfTheRuntime(name)).Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Adapters))]
    public void An_adapter_references_no_other_adapter(string adapter) => Assert.Empty(
        ReferencesOf(Assembly.Load(adapter)).Where(name => name.StartsWith("AutoCrm", StringComparison.Ordinal)).Except(Packages.Adapters[adapter]));

    [Theory]
    [MemberData(nameof(AdaptersOfHosts))]
    public void An_adapter_shows_its_registration_and_its_options_only(string adapter) => Assert.All(
        Assembly.Load(adapter).GetExportedTypes().Where(type => !type.Namespace!.EndsWith(".Migrations", StringComparison.Ordinal)),
        type => Assert.True(
            IsRegistration(type) || IsOptions(type) || type.FullName == ForFilesOfHosts, $"{type} is public; a host needs the registration and the options of an adapter, nothing else."));

    /// <summary>Converters are public for the source generators of hosts; nobody writes their names.</summary>
    [Fact]
    public void Converters_are_kept_out_of_completion_lists()
    {
        var converters = Packages.Core.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(JsonConverter))).ToList();
        Assert.NotEmpty(converters);
        Assert.All(converters, type => Assert.Equal(EditorBrowsableState.Never, type.GetCustomAttribute<EditorBrowsableAttribute>()?.State));
    }

    private static bool IsRegistration(Type type) => type is { IsAbstract: true, IsSealed: true }
        && type.GetMethods(BindingFlags.Static | BindingFlags.Public).All(method => method.ReturnType == typeof(Hosting.AutoCrmBuilder));

    private static bool IsOptions(Type type) => type.IsSealed && type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    /// <summary>Whether the assembly comes with .NET itself.</summary>
    private static bool IsOfTheRuntime(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
