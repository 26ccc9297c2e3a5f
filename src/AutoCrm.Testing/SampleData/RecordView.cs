namespace AutoCrm.Testing.SampleData;

/// <summary>What one record of one system says of a customer.</summary>
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

    public bool TellsBirthDate { get; init; }

    public bool TellsGender { get; init; }

    public Home? Home { get; init; }

    /// <summary>The day it was last changed, counted from the end of history.</summary>
    public int UpdatedOn { get; init; }
}
