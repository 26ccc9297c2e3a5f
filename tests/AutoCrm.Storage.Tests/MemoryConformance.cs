using AutoCrm.Testing.Conformance;

namespace AutoCrm.Storage.Tests;

public sealed class MemoryRepositoryTests : RepositoryConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryUnitOfWorkTests : UnitOfWorkConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryOutboxTests : OutboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryInboxTests : InboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryTimelineTests : TimelineConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemorySourceRecordStoreTests : SourceRecordStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryLineageTests : LineageConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryIdentityBulkStoreTests : IdentityBulkStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryImportStoreTests : ImportStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryAssessmentStoreTests : AssessmentStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryProfileReaderTests : ProfileReaderConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryAssessmentQueriesTests : AssessmentQueriesConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryVehicleRecordsTests : VehicleRecordsConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryAggregateDefinitionTests : AggregateDefinitionConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryEventKindTests : EventKindConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryComplianceTests : StoreCompliance
{
    protected override string StorePrefix => "Memory";
}

public sealed class MemoryPersonalDataTests : PersonalDataConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}

public sealed class MemoryCustomerSearchTests : CustomerSearchConformance
{
    protected override Task<IStoreFixture> CreateAsync() => MemoryFixture.CreateAsync();
}
