namespace AutoCrm.Import;

/// <summary>Creates reports of refused rows in one file format.</summary>
public interface IRejectionReportFormat
{
    /// <summary>The file extension, with the dot and in lower case, such as <c>.csv</c>.</summary>
    string Extension { get; }

    /// <summary>Creates a report; disposing it completes it.</summary>
    /// <param name="stream">The stream to write to. The report does not dispose it.</param>
    IRejectionReport Create(Stream stream);
}
