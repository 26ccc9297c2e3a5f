using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace AutoCrm.Architecture.Tests;

/// <summary>The door for relational databases is wide enough: the PostgreSQL adapter is made of nothing else.</summary>
public sealed class DoorTests
{
    /// <summary>What the author of an adapter needs. Another type is a decision.</summary>
    private static readonly string[] Door =
    [
        "AutoCrm.Storage.EntityFrameworkCore.RelationalBulkWriter",
        "AutoCrm.Storage.EntityFrameworkCore.RelationalColumn",
        "AutoCrm.Storage.EntityFrameworkCore.RelationalDialect",
        "AutoCrm.Storage.EntityFrameworkCore.RelationalError",
        "AutoCrm.Storage.EntityFrameworkCore.RelationalStoreExtensions",
        "AutoCrm.Storage.EntityFrameworkCore.Schema.AutoCrmDbContext",
    ];

    private static Assembly Relational => Assembly.Load(Packages.Relational);

    [Fact]
    public void The_door_is_these_types() =>
        Assert.Equal(Door, Relational.GetExportedTypes().Select(type => type.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void PostgreSql_uses_the_types_of_the_door_only()
    {
        var used = TypesUsedBy(Assembly.Load(Packages.PostgreSql), Packages.Relational);
        Assert.Contains("AutoCrm.Storage.EntityFrameworkCore.RelationalDialect", used);
        Assert.Empty(used.Except(Door));
    }

    /// <summary>Nothing internal is open to it, in whatever way a member may be called.</summary>
    [Theory]
    [InlineData(Packages.Relational)]
    [InlineData("AutoCrm.Core")]
    public void PostgreSql_sees_no_internals(string package)
    {
        Assert.DoesNotContain(FriendsOf(Assembly.Load(package)), friend => friend.StartsWith(Packages.PostgreSql, StringComparison.Ordinal));
        Assert.DoesNotContain(
            Assembly.Load(Packages.PostgreSql).CustomAttributes, attribute => attribute.AttributeType.Name is "IgnoresAccessChecksToAttribute");
        Assert.DoesNotContain(
            Assembly.Load(Packages.PostgreSql).GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)),
            method => method.GetCustomAttribute<UnsafeAccessorAttribute>() is not null);
    }

    /// <summary>The same look at an adapter that does use internals finds them.</summary>
    [Fact]
    public void Internal_types_are_really_seen()
    {
        Assert.NotEmpty(TypesUsedBy(Assembly.Load("AutoCrm.Storage.Sqlite"), Packages.Relational).Except(Door));
        Assert.Contains("AutoCrm.Storage.Sqlite", FriendsOf(Relational));
    }

    private static IEnumerable<string> FriendsOf(Assembly assembly) =>
        assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(attribute => attribute.AssemblyName);

    /// <summary>The types of another assembly that the code and the signatures of an assembly name.</summary>
    private static List<string> TypesUsedBy(Assembly assembly, string other)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        return
        [
            .. reader.TypeReferences.Select(reader.GetTypeReference)
                .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == other)
                .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}
