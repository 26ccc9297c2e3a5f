using Fluid.Values;

namespace QuickStart.Report;

/// <summary>The model of the page template, with formatted texts and numbers. What is <see langword="null"/> is left out of the page.</summary>
public sealed record ReportModel
{
    /// <summary>The title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The instant and the currency.</summary>
    public required string Sub { get; init; }

    /// <summary>The figures at the top.</summary>
    public required IReadOnlyList<KeyFigure> KeyFigures { get; init; }

    /// <summary>The files that could not be used, each with the reason.</summary>
    public required IReadOnlyList<FileProblem> Failures { get; init; }

    /// <summary>How many further ones there are.</summary>
    public string? FailuresMore { get; init; }

    /// <summary>Why there are no customers; the sections below are left out then.</summary>
    public string? Empty { get; init; }

    /// <summary>How many of the customers needing attention are listed, if not all.</summary>
    public string? AttentionPart { get; init; }

    /// <summary>Whether any customer needs attention.</summary>
    public bool HasAttention { get; init; }

    /// <summary>A chart, as markup.</summary>
    public FluidValue? StagesChart { get; init; }

    /// <inheritdoc cref="StagesChart"/>
    public FluidValue? TiersChart { get; init; }

    /// <inheritdoc cref="StagesChart"/>
    public FluidValue? LorenzChart { get; init; }

    /// <summary>The concentration of value in a sentence.</summary>
    public string? Concentration { get; init; }

    /// <summary>Customers and value by stage.</summary>
    public IReadOnlyList<CountRow> Stages { get; init; } = [];

    /// <summary>Customers and value by tier.</summary>
    public IReadOnlyList<CountRow> Tiers { get; init; } = [];

    /// <summary>Customers, stages and value by outlet.</summary>
    public IReadOnlyList<OutletRow> Outlets { get; init; } = [];

    /// <summary>How many of the outlets are listed, if not all.</summary>
    public string? OutletsPart { get; init; }

    /// <summary>The groups of stages in the bars of the outlets.</summary>
    public IReadOnlyList<StageGroup> Groups { get; init; } = [];

    /// <summary>Customers by recency (rows, 5 first) and frequency (columns, 1 first).</summary>
    public IReadOnlyList<HeatRow> Rfm { get; init; } = [];

    /// <summary>The source systems in the table of overlaps.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>How many of the systems are shown, if not all.</summary>
    public string? SystemsPart { get; init; }

    /// <summary>The number of customers shared by two systems.</summary>
    public IReadOnlyList<HeatRow> Overlap { get; init; } = [];

    /// <summary>The number of customers by number of systems.</summary>
    public string? Spread { get; init; }

    /// <summary>How many of the customers are listed.</summary>
    public string? Listed { get; init; }
}

/// <summary>A figure at the top of the page.</summary>
public sealed record KeyFigure(string Name, string Figure, string Note);

/// <summary>A file that could not be used.</summary>
public sealed record FileProblem(string File, string Message);

/// <summary>A row of a table of counts; the bare numbers are what the table sorts by.</summary>
public sealed record CountRow(string Code, string Name, int CustomersNumber, string Customers, string Share, decimal ValueNumber, string Value, string ValueShare);

/// <summary>The row of an outlet.</summary>
public sealed record OutletRow(string Name, int CustomersNumber, string Customers, FluidValue Chart, IReadOnlyList<StageCount> Stages, decimal ValueNumber, string Value);

/// <summary>The number of customers in a stage.</summary>
public sealed record StageCount(string Name, string Group, string Customers);

/// <summary>A group of stages.</summary>
public sealed record StageGroup(string Code, string Name);

/// <summary>A row of a heat map.</summary>
public sealed record HeatRow(string Name, IReadOnlyList<HeatCell> Cells);

/// <summary>A cell of a heat map; the heat is from 0 to 100, and none on the diagonal.</summary>
public sealed record HeatCell(string Text, int? Heat);
