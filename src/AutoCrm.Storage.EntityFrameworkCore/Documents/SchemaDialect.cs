using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>How a database keeps declared columns.</summary>
internal abstract class SchemaDialect
{
    /// <summary>The type of a column.</summary>
    public abstract string TypeOf(ColumnType type);

    /// <summary>Whether it has types for ids and exact decimals; else they are bytes, and texts in the order of the numbers.</summary>
    public virtual bool HasExactTypes => false;

    /// <summary>Whether missing values come last in an ascending order.</summary>
    public virtual bool MissingValuesComeLast => false;
}
