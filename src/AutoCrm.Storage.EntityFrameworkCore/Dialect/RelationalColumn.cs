using AutoCrm.SharedKernel;

namespace AutoCrm.Storage.EntityFrameworkCore;

/// <summary>A column of a list of rows that a statement takes as parameters, or of a table that is loaded in bulk.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Type">What it holds. Dates are held as text in the form <c>yyyy-MM-dd</c>, instants as ticks of 100 nanoseconds since 1970.</param>
public readonly record struct RelationalColumn(string Name, ColumnType Type);
