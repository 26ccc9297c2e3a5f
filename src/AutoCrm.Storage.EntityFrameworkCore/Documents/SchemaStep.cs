namespace AutoCrm.Storage.EntityFrameworkCore.Documents;

/// <summary>One additive change of the schema.</summary>
/// <param name="Sql">The statement; <see langword="null"/> where columns are filled from the stored states, or only noted.</param>
/// <param name="Description">What it does, for scripts and logs.</param>
/// <param name="Backfill">The table whose declared columns are filled from the stored states.</param>
/// <param name="Unique">The column of which no two stored aggregates may have the same value.</param>
internal sealed record SchemaStep(string? Sql, string Description, DeclaredTable? Backfill = null, UniqueColumn? Unique = null);

/// <summary>A column that becomes unique.</summary>
internal sealed record UniqueColumn(DeclaredTable Table, string Name);
