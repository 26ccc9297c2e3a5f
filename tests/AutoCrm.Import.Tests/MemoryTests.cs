using System.Diagnostics;
using System.Globalization;
using System.Text;
using AutoCrm.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AutoCrm.Import.Tests;

/// <summary>
/// The memory of a process that imports one file of 100 MB. It is the peak of the whole process, in which nothing else runs than one import and the test
/// runner that started it.
/// </summary>
public sealed class MemoryTests(ITestOutputHelper output) : IDisposable
{
    private const string FolderVariable = "AUTOCRM_MEMORY_FOLDER";
    private const string ResultFile = "result.txt";
    private const int FileBytes = 100_000_000;

    /// <summary>Many times what is read ahead.</summary>
    private const int ManyRowsBytes = 20_000_000;
    private const long MostBytes = 300_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string folder = Directory.CreateTempSubdirectory("autocrm-memory-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("s/customers.csv", "key,kind,name\n", ",", "The row on line 2 has more than 1,000 fields")]
    [InlineData("s/customers.csv", "key,kind,name\nC1,person,\"", "quoted text ", "A field of the row on line 2 is longer than 65,536 characters")]
    [InlineData("s/customers.csv", "key,kind,name\nC1,person,", "\"", "A field of the row on line 2 is longer than 65,536 characters")]
    [InlineData("s/customers.csv", "key,kind,name\nC1,person,\"", "line\n", "A field of the row on line 2 is longer than 65,536 characters")]
    [InlineData("s/customers.csv", "", "\n", "The file is empty")]
    [InlineData("s/customers.csv", "", "column", "A field of the row on line 1 is longer than 65,536 characters")]
    [InlineData("s/customers.csv", "", "c,", "The row on line 1 has more than 1,000 fields")]
    [InlineData("s/customers.jsonl", "{\"key\":\"1\",\"name\":\"", "text without end ", "Line 1 is longer than 1,048,576 bytes")]
    [InlineData("s/customers.jsonl", "{\"key\":\"1\",\"name\":", "[", "Line 1 is longer than 1,048,576 bytes")]
    [InlineData("s/customers.jsonl", "", "{\"key\":{\"a\":[[[[[[[[{\"b\":[[[[{\"c\":1}]]]]}]]]]]]]]}}\n", null)]
    [InlineData("s/customers.jsonl", "", "\n", null)]
    [InlineData("s/mapping.json", "{\"customers\":", "[", "The mapping is longer than 1,048,576 bytes")]
    [InlineData("outlets.csv", "code,name,kind,time_zone\n", "D1,Dealer,dealer,UTC\n", "200,000 rows or 8 MiB")]
    public async Task A_file_of_100_MB_takes_less_than_300_MB(string file, string beginning, string repeated, string? failure)
    {
        await WriteAsync(file, beginning, repeated, FileBytes);
        var (failures, peak) = await ImportInAnotherProcessAsync();

        Assert.Equal(failure is not null, failures.Length > 0);
        Assert.Contains(failure ?? "", failures, StringComparison.Ordinal);
        Assert.InRange(peak, 1, MostBytes);
    }

    [Theory]
    [InlineData("x,")]
    [InlineData("\0,")]
    public async Task Rows_of_a_thousand_small_fields_take_less_than_300_MB(string field)
    {
        var columns = string.Join(',', Enumerable.Range(0, 997).Select(column => $"c{column}"));
        await WriteAsync("s/customers.csv", $"{columns},key,kind,name\n", string.Concat(Enumerable.Repeat(field, 997)) + "1,person,\n", ManyRowsBytes);
        var (failures, peak) = await ImportInAnotherProcessAsync();

        Assert.Empty(failures);
        Assert.InRange(peak, 1, MostBytes);
    }

    /// <summary>What the other process runs.</summary>
    [Fact(Explicit = true)]
    public async Task Imports_the_folder_that_the_environment_names()
    {
        var imported = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} names no folder.");
        await using var services = new ServiceCollection()
            .AddSingleton<IImportStore, DiscardingStore>()
            .AddAutoCrm(crm => crm.AddCsv())
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await using var rejections = services.GetRequiredService<IRejectionReportFormat>().Create(Stream.Null);
        var report = await scope.ServiceProvider.GetRequiredService<IImportService>().ImportAsync(
            imported, new ImportOptions { Rejections = rejections }, cancellationToken: TestContext.Current.CancellationToken);
        using var process = Process.GetCurrentProcess();
        await File.WriteAllTextAsync(
            Path.Combine(imported, ResultFile),
            string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64}\n{string.Join('\n', report.Failures)}"),
            TestContext.Current.CancellationToken);
    }

    private async Task WriteAsync(string file, string beginning, string repeated, long length)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = File.Create(path);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(beginning), TestContext.Current.CancellationToken);
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, Math.Max(1, 1_000_000 / repeated.Length))));
        while (stream.Length < length)
        {
            await stream.WriteAsync(block, TestContext.Current.CancellationToken);
        }
    }

    private async Task<(string Failures, long Peak)> ImportInAnotherProcessAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec", typeof(MemoryTests).Assembly.Location, "--explicit", "only",
                "--filter-method", $"{typeof(MemoryTests).FullName}.{nameof(Imports_the_folder_that_the_environment_names)}", "--results-directory", folder,
            ])
        {
            RedirectStandardOutput = true,
            Environment = { [FolderVariable] = folder },
        };
        using var process = Process.Start(start)!;
        try
        {
            var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, printed);
        }
        finally
        {
            process.Kill();
        }

        var result = (await File.ReadAllTextAsync(Path.Combine(folder, ResultFile), TestContext.Current.CancellationToken)).Split('\n', 2);
        var peak = long.Parse(result[0], CultureInfo.InvariantCulture);
        output.WriteLine($"{peak / 1_000_000} MB. {result[1]}");
        return (result[1], peak);
    }
}
