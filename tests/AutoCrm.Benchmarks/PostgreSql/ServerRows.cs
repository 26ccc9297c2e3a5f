using Npgsql;

namespace AutoCrm.Benchmarks.PostgreSql;

/// <summary>The rows of a table in the binary format of COPY, in memory, to be loaded into another database: what import and assessment are measured against.</summary>
internal sealed class ServerRows
{
    private readonly string table;
    private readonly string columns;
    private readonly byte[] rows;

    private ServerRows(string table, string columns, byte[] rows) => (this.table, this.columns, this.rows) = (table, columns, rows);

    public static async Task<ServerRows> ReadAsync(NpgsqlConnection connection, string table)
    {
        await using var select = new NpgsqlCommand(
            "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public'", connection)
        {
            Parameters = { new NpgsqlParameter { Value = table } },
        };
        var columns = (string)(await select.ExecuteScalarAsync())!;
        using var memory = new MemoryStream();
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({columns}) TO STDOUT (FORMAT BINARY)"))
        {
            await copy.CopyToAsync(memory);
        }

        return new ServerRows(table, columns, memory.ToArray());
    }

    public async Task LoadAsync(NpgsqlConnection connection)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
        await copy.WriteAsync(rows);
    }
}
