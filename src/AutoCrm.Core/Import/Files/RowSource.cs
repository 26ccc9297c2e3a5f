using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;

namespace AutoCrm.Import;

/// <summary>A file to read, with its path, its name in reports, its length in bytes, and its reader.</summary>
internal sealed record RowSource(string Path, string File, long Length, ImportFileDefinition Definition, IRowReader Reader, ImportMapping Mapping)
{
    private const int BatchesAhead = 4;
    private const int BufferSize = 1 << 17;

    /// <summary>A batch ends beyond it, so that memory does not grow with the length of rows.</summary>
    private const int LongestBatch = 1 << 19;

    /// <summary>A batch ends beyond it, so that memory does not grow with the number of problems per row.</summary>
    private const int MostProblems = 5000;

    /// <summary>The problem of an item as reports show it: with the file, the line, and the column as the file names it.</summary>
    public RowProblem Locate(long line, ItemProblem problem)
    {
        var column = problem.Column is { } name ? Mapping.Of(Definition).Columns.FirstOrDefault(pair => pair.Value == name).Key ?? name : null;
        return new RowProblem(File, line, column, RowProblem.Truncate(problem.Value), problem.Reason);
    }

    /// <summary>
    /// Reads and parses the file in a separate task, a few batches ahead of the consumer, so that both sides can use a
    /// processor.
    /// </summary>
    /// <exception cref="UnreadableFileException">The file cannot be read completely.</exception>
    public async IAsyncEnumerable<RowBatch<T>> ReadAsync<T>(
        Func<ImportRow, IRowParser<T>> parser, int batchSize, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<RowBatch<T>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(channel.Writer, parser, batchSize, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    private async Task FillAsync<T>(
        ChannelWriter<RowBatch<T>> batches, Func<ImportRow, IRowParser<T>> parser, int batchSize, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await ReadRowsAsync(batches, parser, batchSize, cancellationToken).ConfigureAwait(false);
            batches.Complete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            batches.Complete(new UnreadableFileException($"The file cannot be read: {exception.Message}", exception));
        }
        catch (DecoderFallbackException exception)
        {
            batches.Complete(new UnreadableFileException("The file is not UTF-8; save it in that encoding.", exception));
        }
#pragma warning disable CA1031 // Every exception of the reader is rethrown to the consumer of the batches.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            batches.Complete(exception);
        }
    }

    private async Task ReadRowsAsync<T>(
        ChannelWriter<RowBatch<T>> batches, Func<ImportRow, IRowParser<T>> parser, int batchSize, CancellationToken cancellationToken)
        where T : class
    {
        var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            var rows = await Reader.OpenAsync(stream, new RowFormat(Mapping.Delimiter), cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                var fields = new ImportRow(File, Definition, rows, Mapping.Of(Definition));
                var parse = parser(fields);
                var batch = new RowBatch<T>();
                var began = stream.Position;
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    fields.Begin();
                    if ((fields.HasProblems ? null : parse.Parse()) is { } item && !fields.HasProblems)
                    {
                        batch.Items.Add(item);
                        batch.Lines.Add(fields.Line);
                    }
                    else
                    {
                        batch.Refused++;
                        batch.Problems.AddRange(fields.TakeProblems());
                    }

                    if (batch.Rows >= batchSize || batch.Problems.Count >= MostProblems || stream.Position - began >= LongestBatch)
                    {
                        batch.BytesRead = began = stream.Position;
                        await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                        batch = new RowBatch<T>();
                    }
                }

                batch.BytesRead = stream.Position;
                await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
