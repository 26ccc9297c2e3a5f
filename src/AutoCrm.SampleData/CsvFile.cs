using System.Globalization;
using System.Text;

namespace AutoCrm.SampleData;

/// <summary>Writes a CSV file (RFC 4180, UTF-8 without byte order mark, LF line endings).</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly StreamWriter writer;
    private bool isFirst = true;

    public CsvFile(string path, params ReadOnlySpan<string> header)
    {
        writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
        foreach (var name in header)
        {
            Text(name);
        }

        EndRow();
    }

    public CsvFile Text(string? value)
    {
        Separate();
        if (value is null)
        {
            return this;
        }

        if (value.AsSpan().IndexOfAny(",\"\r\n") >= 0)
        {
            writer.Write('"');
            writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(value);
        }

        return this;
    }

    /// <summary>Writes a value that needs no quotes.</summary>
    public CsvFile Plain(ReadOnlySpan<char> value)
    {
        Separate();
        writer.Write(value);
        return this;
    }

    public CsvFile Number(long value)
    {
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return Plain(digits[..length]);
    }

    /// <summary>Writes an amount given in hundredths.</summary>
    public CsvFile Hundredths(long value)
    {
        Span<char> digits = stackalloc char[24];
        ((decimal)value / 100).TryFormat(digits, out var length, "0.00", CultureInfo.InvariantCulture);
        return Plain(digits[..length]);
    }

    public CsvFile Empty() => Plain([]);

    public void EndRow()
    {
        writer.WriteLine();
        isFirst = true;
    }

    public void Dispose() => writer.Dispose();

    private void Separate()
    {
        if (!isFirst)
        {
            writer.Write(',');
        }

        isFirst = false;
    }
}
