namespace AutoCrm.Import;

/// <summary>Reads JSON Lines: one JSON object per line, whose members are the columns.</summary>
internal sealed class JsonLinesRowReader : IRowReader
{
    public string Extension => ".jsonl";

    public ValueTask<IRows> OpenAsync(Stream stream, RowFormat format, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IRows>(new JsonLinesRows(stream));
}
