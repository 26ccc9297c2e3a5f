namespace AutoCrm.Import;

/// <summary>A report of refused rows that is being written: <c>file</c>, <c>line</c>, <c>column</c>, <c>value</c>, <c>reason</c>.</summary>
public interface IRejectionReport : IRejectionSink, IAsyncDisposable;
