using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AutoCrm.Import.Csv;

/// <summary>A report of refused rows as a CSV file with the columns <c>file</c>, <c>line</c>, <c>column</c>, <c>value</c> and <c>reason</c>.</summary>
internal sealed class CsvRejectionReport : IRejectionReport
{
    private readonly CsvWriter writer;

    public CsvRejectionReport(Stream stream)
    {
        writer = new CsvWriter(
            new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var name in (ReadOnlySpan<string>)["file", "line", "column", "value", "reason"])
        {
            writer.WriteField(name);
        }

        writer.NextRecord();
    }

    public async ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        writer.WriteField(problem.File);
        writer.WriteField(problem.Line);
        writer.WriteField(problem.Column);
        writer.WriteField(problem.Value);
        writer.WriteField(problem.Reason);
        await writer.NextRecordAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
