using AutoCrm.Hosting;
using Microsoft.Extensions.Options;

namespace AutoCrm.Import.Csv;

/// <summary>Creates reports of refused rows as CSV files.</summary>
internal sealed class CsvRejectionReportFormat(IOptions<CsvOptions> options) : IRejectionReportFormat
{
    public string Extension => ".csv";

    public IRejectionReport Create(Stream stream) => new CsvRejectionReport(stream, options.Value.NeutralizeFormulas);
}
