using NodaTime;

namespace AutoCrm.SampleData;

/// <summary>
/// A generated dealer group: head office, dealers and service chains with a separate system each, ten years of history, and the same people in
/// several systems under names and numbers that differ. It is written as interchange files, deterministically and with constant memory use.
/// </summary>
public static class DealerGroup
{
    /// <summary>Writes <c>outlets.csv</c> and a folder per system with <c>customers.csv</c>, <c>vehicles.csv</c> and <c>events.csv</c>.</summary>
    /// <param name="directory">The output directory; it is created if it does not exist, and existing files are overwritten.</param>
    /// <param name="options">The options of the group.</param>
    /// <param name="cancellationToken">The token to cancel the operation. Files written so far remain.</param>
    /// <returns>A summary of the files.</returns>
    public static DealerGroupSummary Write(string directory, DealerGroupOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        options ??= new DealerGroupOptions();
        options.Validate();
        Directory.CreateDirectory(directory);
        var outlets = WriteOutlets(directory);
        var lastDay = options.AsOf.InUtc().Date;
        var files = Enumerable.Range(0, GroupNetwork.Systems.Length)
            .Select(system => new SystemFiles(directory, system, lastDay, options.Currency))
            .ToArray();
        using var truth = options.WithTruth ? new CsvFile(Path.Combine(directory, "truth.csv"), "person", "system", "key") : null;
        try
        {
            var people = new GroupPeople(files, truth, options, lastDay);
            for (var written = 0; written < options.Customers;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                written += people.WriteHousehold(written, options.Customers - written);
            }
        }
        finally
        {
            foreach (var file in files)
            {
                file.Dispose();
            }
        }

        return new DealerGroupSummary(
            options.Customers, outlets, files.Sum(file => file.Records), files.Sum(file => file.Vehicles), files.Sum(file => file.Events), files.Sum(file => file.BadRows));
    }

    private static int WriteOutlets(string directory)
    {
        using var file = new CsvFile(Path.Combine(directory, "outlets.csv"), "code", "name", "kind", "parent", "region", "time_zone");
        var written = 0;
        foreach (var outlet in GroupNetwork.Systems.SelectMany(system => system.Outlets))
        {
            file.Text(outlet.Code).Text(outlet.Name).Text(outlet.Kind).Text(outlet.Parent).Text(outlet.Region).Text(outlet.TimeZone).EndRow();
            written++;
        }

        return written;
    }
}
