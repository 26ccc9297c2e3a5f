namespace AutoCrm.Import;

/// <summary>A report of refused rows with the columns <c>file</c>, <c>line</c>, <c>column</c>, <c>value</c>, <c>reason</c>.</summary>
public interface IRejectionReport : IRejectionSink, IAsyncDisposable;
