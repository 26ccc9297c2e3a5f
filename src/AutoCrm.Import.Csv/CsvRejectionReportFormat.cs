namespace AutoCrm.Import.Csv;

/// <summary>Writes refused rows into a CSV file.</summary>
internal sealed class CsvRejectionReportFormat : IRejectionReportFormat
{
    public string Extension => ".csv";

    public IRejectionReport Create(Stream stream) => new CsvRejectionReport(stream);
}
