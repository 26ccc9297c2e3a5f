using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>
/// The tables of rows, for the migrations: they come by the million and are read and written by the statements in <c>Rows</c> and <c>Stores</c>.
/// The tables of aggregates are made of their definitions by <c>Documents</c>.
/// </summary>
/// <remarks>Public for the migrations of adapters, which are made of its model: it has no sets, and hosts do not use it.</remarks>
/// <param name="options">The options, which the adapter's dialect configures.</param>
/// <param name="dialect">The database on a server; <see langword="null"/> for one in the process.</param>
public sealed class AutoCrmDbContext(DbContextOptions<AutoCrmDbContext> options, RelationalDialect? dialect = null) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        new RowTables(dialect).Describe(modelBuilder);
        dialect?.Describe(modelBuilder);
    }
}
