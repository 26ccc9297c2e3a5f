namespace AutoCrm.SampleData;

/// <summary>A true event of a generated customer.</summary>
internal sealed class LifeEvent
{
    public required string Kind { get; init; }

    /// <summary>The day relative to the end of the history, so that it is negative.</summary>
    public required int Day { get; init; }

    public Car? Car { get; init; }

    /// <summary>In hundredths.</summary>
    public long? Amount { get; init; }

    /// <summary>In hundredths.</summary>
    public long? Margin { get; init; }

    public int? Kilometres { get; init; }

    public string? Channel { get; init; }

    public string? Direction { get; init; }

    public string? Topic { get; init; }

    public int? Score { get; init; }

    public string? Note { get; init; }

    /// <summary>The event it answers.</summary>
    public LifeEvent? Answers { get; init; }

    /// <summary>The system and key under which it was last written, so that an answer can refer to it.</summary>
    public int WrittenSystem { get; set; } = -1;

    public long WrittenKey { get; set; }
}
