using System.Globalization;
using AutoCrm.Assessment;
using AutoCrm.Identity;
using AutoCrm.Import.Csv;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using AutoCrm.Value;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using QuickStart.Failures;

namespace QuickStart.Output;

/// <summary>Writes <c>customers.csv</c>, one row per customer, and accumulates the statistics for the report.</summary>
public sealed class CustomersFile(IServiceProvider services, Settings settings)
{
    private const int ReportEvery = 1_000;

    private static readonly string[] Columns =
    [
        "customer_id", "records", "name", "stage", "stage_since", "stage_reason", "recency_days", "frequency", "monetary", "rfm", "value_past",
        "value_future", "currency", "tier", "tier_reason",
    ];

    /// <summary>Writes the file and fills the statistics.</summary>
    public async Task<BaseStatistics> WriteAsync(BaseStatistics statistics, IProgress<long> progress, CancellationToken cancellationToken)
    {
        await using var writer = new CsvWriter(
            new StreamWriter(Path.Combine(settings.Output, "customers.csv")), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var column in Columns)
        {
            writer.WriteField(column);
        }

        await writer.NextRecordAsync();
        long written = 0;
        await foreach (var customer in ReadAsync(cancellationToken))
        {
            Write(writer, customer);
            await writer.NextRecordAsync();
            statistics.Add(customer);
            if (++written % ReportEvery == 0)
            {
                progress.Report(written);
            }
        }

        return statistics;
    }

    private void Write(CsvWriter writer, AssessedCustomer customer)
    {
        var assessment = customer.Assessment;
        writer.WriteField(assessment.Customer.ToString());
        writer.WriteField(Text(string.Join(';', customer.Records.Select(record => record.Source.ToString()).Order(StringComparer.Ordinal))));
        writer.WriteField(Text(customer.GoldenRecord.Name?.FullName));
        writer.WriteField(Text(assessment.Stage.Name));
        writer.WriteField(InstantPattern.ExtendedIso.Format(assessment.Lifecycle.Since));
        writer.WriteField(Text(assessment.Lifecycle.Reason.ToString()));
        writer.WriteField(assessment.Rfm.GetRecencyDays(assessment.AsOf));
        writer.WriteField(assessment.Rfm.Frequency);
        writer.WriteField(assessment.Rfm.Monetary);
        writer.WriteField(assessment.RfmScore?.ToString());
        writer.WriteField(assessment.Value.Past.Round().Amount);
        writer.WriteField(assessment.Value.Future.Round().Amount);
        writer.WriteField(assessment.Value.Past.Currency.Code);
        writer.WriteField(Text(assessment.Tier?.Tier));
        writer.WriteField(Text(assessment.Tier?.Reason.ToString()));
    }

    private string? Text(string? text) => settings.AllowsFormulas ? text : CsvFormulas.Neutralize(text);

    /// <summary>Joins records and assessments, which are both ordered by customer id.</summary>
    private async IAsyncEnumerable<AssessedCustomer> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var survivorship = services.GetRequiredService<ISurvivorship>();
        await using var scope = services.CreateAsyncScope();
        var definitions = services.GetRequiredService<AssessmentDefinitions>();
        var store = scope.ServiceProvider.GetRequiredService<IAssessmentStore>();
        await using var assessments = store.StreamAsync(CustomerRange.All, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var customers = services.GetRequiredService<ISourceRecordStore>().StreamByCustomerAsync(CustomerRange.All, cancellationToken);
        await foreach (var (customer, records) in customers)
        {
            if (!await assessments.MoveNextAsync() || assessments.Current.Customer != customer)
            {
                throw new JobException(ExitCodes.UnusableStore, settings.Text.Format("fail_store_changed", settings.Store.Name));
            }

            yield return new AssessedCustomer(survivorship.GetGoldenRecord(records), records, definitions.Read(assessments.Current));
        }
    }
}
