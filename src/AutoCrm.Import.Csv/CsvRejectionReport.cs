using System.Buffers;
using System.Globalization;
using System.Text;

namespace AutoCrm.Import.Csv;

/// <summary>A report of refused rows as a CSV file with the columns <c>file</c>, <c>line</c>, <c>column</c>, <c>value</c> and <c>reason</c>.</summary>
internal sealed class CsvRejectionReport : IRejectionReport
{
    /// <summary>Fields with one of these are quoted. Semicolons and tabs are the delimiters of other spreadsheets.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    private readonly StreamWriter writer;
    private readonly bool neutralizesFormulas;

    public CsvRejectionReport(Stream stream, bool neutralizesFormulas)
    {
        this.neutralizesFormulas = neutralizesFormulas;
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write("file,line,column,value,reason\n");
    }

    public async ValueTask RejectAsync(RowProblem problem, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var line = problem.Line.ToString(CultureInfo.InvariantCulture);
        await writer.WriteAsync($"{Field(problem.File)},{line},{Field(problem.Column)},{Field(problem.Value)},{Field(problem.Reason)}\n").ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private string? Field(string? text)
    {
        var safe = neutralizesFormulas ? CsvFormulas.Neutralize(text) : text;
        return safe is { Length: > 0 } && (safe[0] == ' ' || safe[^1] == ' ' || safe.AsSpan().ContainsAny(Quoted))
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
