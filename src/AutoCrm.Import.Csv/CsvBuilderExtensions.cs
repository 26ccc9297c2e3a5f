using AutoCrm.Import;
using AutoCrm.Import.Csv;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AutoCrm.Hosting;

/// <summary>Adds CSV files (RFC 4180) to what AutoCrm imports and reports in.</summary>
public static class CsvBuilderExtensions
{
    /// <summary>Adds the reader of <c>.csv</c> files and the report of refused rows as a <c>.csv</c> file.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options.</param>
    public static AutoCrmBuilder AddCsv(this AutoCrmBuilder builder, Action<CsvOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<CsvOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IRowReader, CsvRowReader>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IRejectionReportFormat, CsvRejectionReportFormat>());
        return builder;
    }
}
