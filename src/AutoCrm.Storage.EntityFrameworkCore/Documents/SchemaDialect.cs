using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>How a database names the types of declared columns.</summary>
internal abstract class SchemaDialect
{
    /// <summary>The type of a column.</summary>
    public abstract string TypeOf(ColumnType type);
}
