namespace AutoCrm.SampleData;

/// <summary>The record of a customer in one system.</summary>
internal sealed class RecordView
{
    public required int System { get; init; }

    public required string Key { get; init; }

    public required OutletRow Outlet { get; init; }

    public string? Name { get; init; }

    public string? Family { get; init; }

    public string? Given { get; init; }

    public string? Phone { get; init; }

    public string? SecondPhone { get; init; }

    public string? Email { get; init; }

    public bool HasBirthDate { get; init; }

    public bool HasGender { get; init; }

    public Home? Home { get; init; }

    /// <summary>The day of the last update, relative to the end of the history.</summary>
    public int UpdatedOn { get; init; }
}
