namespace QuickStart.Report;

/// <summary>
/// The details of a customer as the script of the page reads them. A number in the place of a text is its index in the <see cref="SentenceTable"/>, an
/// array a template with its values. Days count from 1970-01-01.
/// </summary>
public sealed record CustomerDetails
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The name in Latin letters, if it differs.</summary>
    public string? Latin { get; init; }

    /// <summary>1 for an organisation.</summary>
    public int? Organization { get; init; }

    /// <summary>The city.</summary>
    public int? City { get; init; }

    /// <summary>The outlet responsible.</summary>
    public int? Outlet { get; init; }

    /// <summary>The adviser.</summary>
    public int? Adviser { get; init; }

    /// <summary>The phone number to call.</summary>
    public string? Phone { get; init; }

    /// <summary>The contact points; an invalid one is an array of its value.</summary>
    public required IReadOnlyList<object> Contacts { get; init; }

    /// <summary>Per record: system, key, name, phone, day of the last update.</summary>
    public required IReadOnlyList<object?[]> Records { get; init; }

    /// <summary>The number of records.</summary>
    public required int AllRecords { get; init; }

    /// <summary>Per match: the two records, and why.</summary>
    public required IReadOnlyList<object> Evidence { get; init; }

    /// <summary>The stage.</summary>
    public required int Stage { get; init; }

    /// <summary>Per stage: the stage, the day, and why.</summary>
    public required IReadOnlyList<object?[]> Path { get; init; }

    /// <summary>The number of stages so far.</summary>
    public required int AllSteps { get; init; }

    /// <summary>The next stage by time: the stage, the day, and why.</summary>
    public object?[]? Next { get; init; }

    /// <summary>The days since the last purchase.</summary>
    public int? RecencyDays { get; init; }

    /// <summary>The number of purchases.</summary>
    public int Frequency { get; init; }

    /// <summary>The amount of the purchases.</summary>
    public decimal Monetary { get; init; }

    /// <summary>The RFM score.</summary>
    public string? Rfm { get; init; }

    /// <summary>The past value.</summary>
    public decimal Past { get; init; }

    /// <summary>The future value.</summary>
    public decimal Future { get; init; }

    /// <summary>The benefits received.</summary>
    public decimal Benefits { get; init; }

    /// <summary>Per component of the past value: its name and the margin.</summary>
    public required IReadOnlyList<object[]> Components { get; init; }

    /// <summary>The reasons for value and tier.</summary>
    public required IReadOnlyList<object> Why { get; init; }

    /// <summary>The tier.</summary>
    public string? Tier { get; init; }

    /// <summary>Why the customer needs attention now, if so.</summary>
    public object? Attention { get; init; }

    /// <summary>Per car: VIN and description; the current one first.</summary>
    public required IReadOnlyList<string[]> Vehicles { get; init; }

    /// <summary>The number of cars.</summary>
    public required int AllVehicles { get; init; }

    /// <summary>
    /// Per event, the latest first: day, kind, details, outlet, place of the car, odometer, system, key, amount, margin, currency. What is missing at the
    /// end is left out.
    /// </summary>
    public required IReadOnlyList<object?[]> Events { get; init; }

    /// <summary>The number of events.</summary>
    public required int AllEvents { get; init; }
}
