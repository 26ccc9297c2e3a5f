using AutoCrm.SharedKernel;
using AutoCrm.Storage.EntityFrameworkCore.Documents;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>How a database on a server keeps declared columns.</summary>
internal sealed class ServerSchemaDialect(RelationalDialect dialect) : SchemaDialect
{
    public override string TypeOf(ColumnType type) => dialect.TypeOf(type);

    public override bool HasExactTypes => true;

    public override bool MissingValuesComeLast => dialect.MissingValuesComeLast;
}
