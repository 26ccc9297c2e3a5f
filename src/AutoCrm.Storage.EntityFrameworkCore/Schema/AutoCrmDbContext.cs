using Microsoft.EntityFrameworkCore;

namespace AutoCrm.Storage.EntityFrameworkCore.Schema;

/// <summary>
/// The tables of rows, for the migrations: they come by the million and are read and written by the statements in <c>Rows</c> and <c>Stores</c>.
/// The tables of aggregates are made of their definitions by <c>Documents</c>.
/// </summary>
internal sealed class AutoCrmDbContext(DbContextOptions<AutoCrmDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => RowTables.Describe(modelBuilder);
}
