using AutoCrm.Testing.Conformance;

namespace AutoCrm.PostgreSql.Tests.Dialects;

public sealed class PlainRepositoryTests : RepositoryConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainUnitOfWorkTests : UnitOfWorkConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainOutboxTests : OutboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainInboxTests : InboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainTimelineTests : TimelineConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainSourceRecordStoreTests : SourceRecordStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainLineageTests : LineageConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainIdentityBulkStoreTests : IdentityBulkStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainImportStoreTests : ImportStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainAssessmentStoreTests : AssessmentStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainProfileReaderTests : ProfileReaderConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainAssessmentQueriesTests : AssessmentQueriesConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainVehicleRecordsTests : VehicleRecordsConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainAggregateDefinitionTests : AggregateDefinitionConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainEventKindTests : EventKindConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainComplianceTests : StoreCompliance
{
    protected override string StorePrefix => "Plain";
}

public sealed class PlainPersonalDataTests : PersonalDataConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}

public sealed class PlainCustomerSearchTests : CustomerSearchConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PlainFixture.CreateAsync();
}
