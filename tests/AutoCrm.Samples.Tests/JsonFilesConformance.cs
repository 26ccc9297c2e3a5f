using AutoCrm.Testing.Conformance;

namespace AutoCrm.Samples.Tests;

public sealed class JsonFilesRepositoryTests : RepositoryConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesUnitOfWorkTests : UnitOfWorkConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesOutboxTests : OutboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesInboxTests : InboxConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesTimelineTests : TimelineConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesSourceRecordStoreTests : SourceRecordStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesLineageTests : LineageConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesIdentityBulkStoreTests : IdentityBulkStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesImportStoreTests : ImportStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesAssessmentStoreTests : AssessmentStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesProfileReaderTests : ProfileReaderConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesAssessmentQueriesTests : AssessmentQueriesConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesVehicleRecordsTests : VehicleRecordsConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesAggregateDefinitionTests : AggregateDefinitionConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesEventKindTests : EventKindConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesComplianceTests : StoreCompliance
{
    protected override string StorePrefix => "JsonFiles";
}

public sealed class JsonFilesPersonalDataTests : PersonalDataConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}

public sealed class JsonFilesCustomerSearchTests : CustomerSearchConformance
{
    protected override Task<IStoreFixture> CreateAsync() => JsonFilesFixture.CreateAsync();
}
