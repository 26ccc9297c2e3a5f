using AutoCrm.Testing.Conformance;
using Xunit;
using Xunit.Sdk;

namespace AutoCrm.Storage.Tests;

public sealed class StoreComplianceTests
{
    [Fact]
    public void Kits_that_are_not_derived_are_named()
    {
        var missing = Assert.Throws<TrueException>(() => new OfNoStore().Every_kit_is_derived());

        Assert.Contains("whose name begins with 'Nobody' derives AggregateDefinitionConformance, ", missing.Message, StringComparison.Ordinal);
        Assert.Contains("TimelineConformance", missing.Message, StringComparison.Ordinal);
    }

    private sealed class OfNoStore : StoreCompliance
    {
        protected override string StorePrefix => "Nobody";
    }
}
