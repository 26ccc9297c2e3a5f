namespace AutoCrm.Import;

/// <summary>Is told why rows were refused, one problem after the other in the order of the files and lines.</summary>
public interface IRejectionSink
{
    /// <summary>Takes note of a problem.</summary>
    ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default);
}
