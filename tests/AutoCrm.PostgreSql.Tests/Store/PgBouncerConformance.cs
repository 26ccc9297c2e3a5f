using AutoCrm.Testing.Conformance;

namespace AutoCrm.PostgreSql.Tests.Store;

public sealed class PgBouncerRepositoryTests : RepositoryConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PgBouncerFixture.CreateAsync();
}

public sealed class PgBouncerUnitOfWorkTests : UnitOfWorkConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PgBouncerFixture.CreateAsync();
}

public sealed class PgBouncerTimelineTests : TimelineConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PgBouncerFixture.CreateAsync();
}

public sealed class PgBouncerImportStoreTests : ImportStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PgBouncerFixture.CreateAsync();
}

public sealed class PgBouncerAssessmentStoreTests : AssessmentStoreConformance
{
    protected override Task<IStoreFixture> CreateAsync() => PgBouncerFixture.CreateAsync();
}
