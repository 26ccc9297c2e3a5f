using System.Text.Json;

namespace AutoCrm.Import.Tests.HostileInput;

/// <summary>What must hold of a report, whatever was in the folder.</summary>
internal static class HostileChecks
{
    private static readonly string[] Definitions = ["outlets", "customers", "vehicles", "events"];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Each file that looks like one to import was read, or is among the failures, itself or with its folder or its mapping.</summary>
    public static void AreAllAccountedFor(HostileFolder made, string root, ImportReport report)
    {
        Assert.All(report.Failures, failure => Assert.NotEmpty(failure.Message));
        Assert.Equal(report.Files.Count, report.Files.DistinctBy(file => (file.File, file.Definition)).Count());
        var mappings = made.Files.Where(file => Path.GetFileName(file.Key) == "mapping.json").ToList();
        if (mappings.Exists(mapping => System.Text.Encoding.UTF8.GetString(mapping.Value).Contains("\"file\"", StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var path in made.Files.Keys.Where(path => File.Exists(Path.Combine(root, path)) && IsToImport(path)))
        {
            var folder = path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";
            var isRead = report.Files.Any(file => file.File == path);
            var isFailure = report.Failures.Any(failure => failure.File == path
                || path.StartsWith(failure.File + "/", StringComparison.Ordinal)
                || failure.File is "mapping.json"
                || failure.File == folder + "/mapping.json"
                || failure.Message.Contains("several files", StringComparison.Ordinal) && failure.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal));
            Assert.True(isRead || isFailure, $"'{path}' is neither read nor among the failures.");
            Assert.False(isRead && report.Failures.Any(failure => failure.File == path), $"'{path}' is read and among the failures.");
        }
    }

    /// <summary>Each row is stored or refused, and each refused row has a reason. Returns how many files could be counted.</summary>
    public static int RowsAreCounted(string root, ImportReport report, IReadOnlyList<RowProblem> problems)
    {
        Assert.All(problems, problem => Assert.NotEmpty(problem.Reason));
        Assert.All(problems, problem => Assert.Contains(problem.File, report.Files.Select(file => file.File).Concat(report.Failures.Select(failure => failure.File))));
        var counted = 0;
        foreach (var file in report.Files)
        {
            // A mapping may read one file by two definitions, each of which refuses rows of its own.
            if (report.Files.Count(other => other.File == file.File) == 1)
            {
                Assert.Equal(file.Refused, problems.Where(problem => problem.File == file.File).Select(problem => problem.Line).Distinct().Count());
            }

            Assert.Equal(file.Rows, file.Added + file.Unchanged + file.Replaced + file.Outdated + file.Refused);
            if (DelimiterOf(root, file) is { } delimiter && PlainCsv.CountRows(file.File, File.ReadAllBytes(Path.Combine(root, file.File)), delimiter) is { } rows)
            {
                Assert.True(rows == file.Rows, $"'{file.File}' has {rows} rows, of which {file.Rows} are accounted for.");
                counted++;
            }
        }

        return counted;
    }

    private static bool IsToImport(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".JSONL"
        && Definitions.Contains(Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    private static char? DelimiterOf(string root, ImportedFile file)
    {
        var own = Path.Combine(root, file.System ?? "", "mapping.json");
        var mapping = File.Exists(own) ? own : Path.Combine(root, "mapping.json");
        if (!File.Exists(mapping))
        {
            return ',';
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(mapping), Lenient);
            return document.RootElement.TryGetProperty("delimiter", out var delimiter) ? delimiter.GetString()![0] : ',';
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
