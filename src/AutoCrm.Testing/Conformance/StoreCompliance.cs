using Xunit;

namespace AutoCrm.Testing.Conformance;

/// <summary>
/// Makes sure that a store is held to all kits: the test assembly must derive one class from each, so that a kit which a later version brings is
/// not passed over.
/// </summary>
public abstract class StoreCompliance
{
    /// <summary>What the names of the derived classes begin with, such as <c>Sqlite</c>, where one assembly tests several stores.</summary>
    protected abstract string StorePrefix { get; }

    [Fact]
    public void Every_kit_is_derived()
    {
        var derived = GetType().Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.Name.StartsWith(StorePrefix, StringComparison.Ordinal))
            .ToList();
        var missing = typeof(StoreConformance).Assembly.GetExportedTypes()
            .Where(kit => kit.IsAbstract && kit != typeof(StoreConformance) && kit.Name.EndsWith("Conformance", StringComparison.Ordinal))
            .Where(kit => !derived.Exists(type => type.IsSubclassOf(kit)))
            .Select(kit => kit.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(
            missing.Count == 0,
            $"No class of {GetType().Assembly.GetName().Name} whose name begins with '{StorePrefix}' derives {string.Join(", ", missing)}; derive one from each.");
    }
}
