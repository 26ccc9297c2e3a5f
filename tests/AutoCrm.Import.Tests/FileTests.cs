using System.Text;

namespace AutoCrm.Import.Tests;

public sealed class FileTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Files_are_read_in_the_order_of_systems_and_kinds()
    {
        workplace.Write("b/events.csv", Workplace.EventHeader);
        workplace.Write("b/customers.csv", Workplace.Customer);
        workplace.Write("a/vehicles.csv", "vin\n");
        workplace.Write("a/notes.txt", "nothing of ours");
        workplace.Write(".git/config", "nothing of ours either");

        var report = await workplace.ImportAsync();

        Assert.Empty(report.Failures);
        Assert.Equal(["outlets.csv", "a/vehicles.csv", "b/customers.csv", "b/events.csv"], report.Files.Select(file => file.File));
    }

    [Fact]
    public Task A_missing_required_column_stops_the_file() => FailsAsync("key,name\nC1,Wang\n"u8.ToArray(), "required column kind is missing");

    [Fact]
    public Task A_doubled_column_stops_the_file() => FailsAsync("key,kind,name,name\nC1,person,a,b\n"u8.ToArray(), "'name' appears twice");

    [Fact]
    public Task A_column_without_name_stops_the_file() => FailsAsync("key,kind,\nC1,person,a\n"u8.ToArray(), "Column 3 of the header has no name");

    [Fact]
    public Task A_control_character_in_the_header_stops_the_file() => FailsAsync("key,kind,na\0me\nC1,person,a\n"u8.ToArray(), "column 3 of the header");

    [Fact]
    public Task An_empty_file_is_refused() => FailsAsync([], "empty");

    [Fact]
    public Task A_file_in_another_encoding_stops() =>
        FailsAsync([.. "key,kind,name\nC1,person,"u8, 0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7, (byte)'\n'], "not UTF-8");

    [Fact]
    public Task A_file_in_UTF_16_stops() => FailsAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Workplace.Customer)], "not UTF-8");

    [Theory]
    [InlineData("key,kind,name\nC1,person,\"Wang\nC2,person,Li\n")]
    [InlineData("key,kind,name\nC1,person,\"Wang\"\"")]
    [InlineData("key,kind,name\nC1,person,\"")]
    [InlineData("key,kind,name\nC0,person,a\"b\nC1,person,\"Wang\nC2,person,Li\n")]
    public Task A_quote_that_is_never_closed_stops_the_file(string text) => FailsAsync(Encoding.UTF8.GetBytes(text), "never closed");

    [Fact]
    public Task A_quote_that_swallows_the_rest_stops_the_file_before_memory_grows() =>
        FailsAsync(Encoding.UTF8.GetBytes("key,kind,name\nC1,person,\"" + string.Concat(Enumerable.Repeat("C2,person,Li\n", 10_000))), "longer than 65,536");

    [Fact]
    public async Task A_file_that_stops_late_leaves_the_store_as_it_was_and_the_rest_goes_on()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(row => $"C{row},person,Wang\n"));
        workplace.Write("s/customers.csv", [.. Encoding.UTF8.GetBytes("key,kind,name\n" + rows), 0xFF, (byte)'\n']);
        workplace.Write("t/customers.csv", Workplace.Customer);

        var report = await workplace.ImportAsync();

        Assert.Equal("s/customers.csv", Assert.Single(report.Failures).File);
        Assert.Equal("t", Assert.Single(workplace.Store.Records).Key.System);
    }

    [Fact]
    public async Task A_byte_order_mark_and_any_line_end_are_fine()
    {
        workplace.Write("s/customers.csv", "\uFEFFkey,kind,name\r\nC1,person,\"Wang\r\nXiaoming\"\r\n\r\nC2,robot,Li\r\n");

        await workplace.ImportAsync();

        Assert.Equal("Wang\r\nXiaoming", Assert.Single(workplace.Store.Records).Value.Name!.FullName);
        Assert.Equal(5, Assert.Single(workplace.Problems).Line);
    }

    [Fact]
    public async Task A_format_without_reader_and_two_files_of_a_kind_are_reported()
    {
        workplace.Write("s/customers.xlsx", "");
        workplace.Write("s/events.csv", Workplace.EventHeader);
        workplace.Write("s/events.jsonl", "");

        var report = await workplace.ImportAsync();

        Assert.Equal(2, report.Failures.Count);
        Assert.Contains("'.xlsx'", report.Failures[0].Message, StringComparison.Ordinal);
        Assert.Contains("events.csv, events.jsonl", report.Failures[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_whose_name_contains_a_colon_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder cannot be named so there.");
        workplace.Write("a:b/customers.csv", Workplace.Customer);

        var report = await workplace.ImportAsync();

        Assert.Contains("colon", Assert.Single(report.Failures).Message, StringComparison.Ordinal);
        Assert.Empty(workplace.Store.Records);
    }

    [Fact]
    public async Task A_missing_folder_is_reported()
    {
        Directory.Delete(workplace.Folder, recursive: true);
        try
        {
            await Assert.ThrowsAsync<DirectoryNotFoundException>(() => workplace.ImportAsync());
        }
        finally
        {
            Directory.CreateDirectory(workplace.Folder);
        }
    }

    [Fact]
    public async Task An_invalid_default_currency_is_an_argument_error() =>
        await Assert.ThrowsAsync<ArgumentException>(() => workplace.ImportAsync(new ImportOptions { DefaultCurrency = "RMB" }));

    [Fact]
    public async Task Progress_reports_rows_and_bytes()
    {
        workplace.Write("s/customers.csv", "key,kind\n" + string.Concat(Enumerable.Range(0, 250).Select(row => $"C{row},person\n")));
        var steps = new Steps();

        await workplace.ImportAsync(new ImportOptions { BatchSize = 100 }, steps);

        var last = steps[^1];
        Assert.Equal(("s/customers.csv", 250L, 0L), (last.File, last.Rows, last.Refused));
        Assert.Equal(last.Length, last.BytesRead);
        Assert.Equal([100L, 200L, 250L], steps.Where(step => step.File == "s/customers.csv").Select(step => step.Rows));
    }

    private async Task FailsAsync(byte[] bytes, string message)
    {
        workplace.Write("s/customers.csv", bytes);
        var report = await workplace.ImportAsync();
        var failure = Assert.Single(report.Failures);
        Assert.Equal("s/customers.csv", failure.File);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Empty(workplace.Store.Records);
    }

    private sealed class Steps : List<ImportProgress>, IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => Add(value);
    }
}
