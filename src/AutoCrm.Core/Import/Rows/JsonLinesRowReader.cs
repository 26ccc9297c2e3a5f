namespace AutoCrm.Import;

/// <summary>Reads JSON Lines: one JSON object per line, with the columns as members.</summary>
internal sealed class JsonLinesRowReader : IRowReader
{
    public string Extension => ".jsonl";

    public ValueTask<IRows> OpenAsync(Stream stream, RowFormat format, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IRows>(new JsonLinesRows(stream));
}
