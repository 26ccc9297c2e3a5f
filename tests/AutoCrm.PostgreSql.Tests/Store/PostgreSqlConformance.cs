using AutoCrm.Testing.Conformance;

namespace AutoCrm.PostgreSql.Tests.Store;

public sealed class PostgreSqlRepositoryTests : RepositoryConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlUnitOfWorkTests : UnitOfWorkConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlOutboxTests : OutboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlInboxTests : InboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlTimelineTests : TimelineConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlSourceRecordStoreTests : SourceRecordStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlLineageTests : LineageConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlIdentityBulkStoreTests : IdentityBulkStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlImportStoreTests : ImportStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlAssessmentStoreTests : AssessmentStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlProfileReaderTests : ProfileReaderConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlAssessmentQueriesTests : AssessmentQueriesConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlVehicleRecordsTests : VehicleRecordsConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlAggregateDefinitionTests : AggregateDefinitionConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlEventKindTests : EventKindConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlComplianceTests : StoreCompliance
{
    protected override string StorePrefix => "PostgreSql";
}

public sealed class PostgreSqlPersonalDataTests : PersonalDataConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}

public sealed class PostgreSqlCustomerSearchTests : CustomerSearchConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PostgreSqlFixture.CreateAsync();
}
