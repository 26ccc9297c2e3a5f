using AutoCrm.Testing.Conformance;

namespace AutoCrm.Storage.Tests;

public sealed class SqliteRepositoryTests : RepositoryConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteUnitOfWorkTests : UnitOfWorkConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteOutboxTests : OutboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteInboxTests : InboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteTimelineTests : TimelineConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteSourceRecordStoreTests : SourceRecordStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteLineageTests : LineageConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteIdentityBulkStoreTests : IdentityBulkStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteImportStoreTests : ImportStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteAssessmentStoreTests : AssessmentStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteProfileReaderTests : ProfileReaderConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteAssessmentQueriesTests : AssessmentQueriesConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteVehicleRecordsTests : VehicleRecordsConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteAggregateDefinitionTests : AggregateDefinitionConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteEventKindTests : EventKindConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteComplianceTests : StoreCompliance
{
    protected override string StorePrefix => "Sqlite";
}

public sealed class SqlitePersonalDataTests : PersonalDataConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}

public sealed class SqliteCustomerSearchTests : CustomerSearchConformance
{
    protected override Task<IStoreFixture> CreateAsync() => SqliteFixture.CreateAsync();
}
