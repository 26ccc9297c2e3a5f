using AutoCrm.Hosting;
using AutoCrm.Import.Csv;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Import;

/// <summary>Registers CSV files (RFC 4180) for import and for reports.</summary>
public static class CsvRegistration
{
    /// <summary>Adds the reader of <c>.csv</c> files and the report of refused rows as a <c>.csv</c> file.</summary>
    public static AutoCrmBuilder AddCsv(this AutoCrmBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IRowReader, CsvRowReader>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IRejectionReportFormat, CsvRejectionReportFormat>());
        return builder;
    }
}
