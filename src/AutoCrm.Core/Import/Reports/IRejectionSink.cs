namespace AutoCrm.Import;

/// <summary>Receives the problems of refused rows, ordered by file and line.</summary>
public interface IRejectionSink
{
    /// <summary>Receives a problem.</summary>
    ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default);
}
