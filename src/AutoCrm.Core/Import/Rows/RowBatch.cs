namespace AutoCrm.Import;

/// <summary>Rows that are handed from the reading to the storing together.</summary>
internal sealed class RowBatch<T>
{
    public List<T> Items { get; } = [];

    /// <summary>The line of each item.</summary>
    public List<long> Lines { get; } = [];

    public List<RowProblem> Problems { get; } = [];

    /// <summary>How many rows were refused.</summary>
    public int Refused { get; set; }

    /// <summary>How many bytes of the file have been read so far.</summary>
    public long BytesRead { get; set; }

    /// <summary>How many rows there were.</summary>
    public int Rows => Items.Count + Refused;
}
