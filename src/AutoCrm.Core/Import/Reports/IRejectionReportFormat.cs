namespace AutoCrm.Import;

/// <summary>Writes refused rows into a file of one format.</summary>
public interface IRejectionReportFormat
{
    /// <summary>The ending of the files it writes, with the dot and in lower case, such as <c>.csv</c>.</summary>
    string Extension { get; }

    /// <summary>Begins a report; disposing it completes it.</summary>
    /// <param name="stream">Where to write. The report does not own it.</param>
    IRejectionReport Create(Stream stream);
}
