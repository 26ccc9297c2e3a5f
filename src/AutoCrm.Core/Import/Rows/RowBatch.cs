namespace AutoCrm.Import;

/// <summary>A batch of rows passed from reader to store.</summary>
internal sealed class RowBatch<T>
{
    public List<T> Items { get; } = [];

    /// <summary>The line of each item.</summary>
    public List<long> Lines { get; } = [];

    public List<RowProblem> Problems { get; } = [];

    /// <summary>The number of refused rows.</summary>
    public int Refused { get; set; }

    /// <summary>The number of bytes of the file read so far.</summary>
    public long BytesRead { get; set; }

    /// <summary>The total number of rows.</summary>
    public int Rows => Items.Count + Refused;
}
