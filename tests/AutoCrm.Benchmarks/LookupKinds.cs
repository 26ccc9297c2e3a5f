using AutoCrm.Assessment;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using AutoCrm.Vehicles;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AutoCrm.Benchmarks;

/// <summary>The look-ups that people make, each with keys from all over a base.</summary>
internal static class LookupKinds
{
    private const int Keys = 2_500;

    private static readonly string[] Stages = ["Prospect", "Lead", "Owner", "Active", "AtRisk", "Lapsed", "RepeatBuyer"];

    public static IEnumerable<(string Name, string[] Keys, Func<CrmSession, string, Task<int>> Find)> List(string path)
    {
        yield return ("search by phone", Read(path, "SELECT value FROM customers_contact_points WHERE kind = 0 AND value GLOB '+[0-9]*' AND value NOT GLOB '*[^+0-9]*'"),
            async (crm, key) => (await crm.Search.FindByPhoneAsync(key)).Count);
        yield return ("search by e-mail", Read(path, "SELECT value FROM customers_contact_points WHERE kind = 1 AND value LIKE '%@%.%' AND value NOT LIKE '% %'"),
            async (crm, key) => (await crm.Search.FindByEmailAsync(key)).Count);
        yield return ("search by VIN", Read(path, "SELECT vin FROM vehicle_records"), async (crm, key) => (await crm.Search.FindByVehicleAsync(Vin.Parse(key))).Count);
        yield return ("search by plate", Read(path, "SELECT plate FROM vehicle_records WHERE plate_key IS NOT NULL"), async (crm, key) => (await crm.Search.FindByPlateAsync(key)).Count);
        var names = Read(path, "SELECT value FROM customers_search_names");
        yield return ("search by whole name", names, async (crm, key) => (await crm.Search.FindByNameAsync(key)).Count);
        yield return ("search by four letters of a name", [.. names.Select(name => name[..Math.Min(name.Length, 4)])],
            async (crm, key) => (await crm.Search.FindByNameAsync(key)).Count);
        yield return ("search by one letter of a name", [.. names.Select(name => name[..1])], async (crm, key) => (await crm.Search.FindByNameAsync(key)).Count);
        string[] stages = [.. Enumerable.Range(0, Keys).Select(i => Stages[i % Stages.Length])];
        yield return ("list of a stage by value", stages, (crm, key) => ListAsync(crm, AssessmentQuery.All.Where(LifecycleAssessment.StageColumn, key)
            .OrderByDescending(CustomerValue.TotalColumn)));
        yield return ("list of a tier by value", [.. Enumerable.Range(0, Keys).Select(i => "ABCD"[i % 4].ToString())], (crm, key) => ListAsync(
            crm, AssessmentQuery.All.Where(TierAssignment.NameColumn, key).OrderByDescending(CustomerValue.TotalColumn)));
        yield return ("list of a range of values", [.. Enumerable.Range(0, Keys).Select(i => $"{i * 37}")], (crm, key) => ListAsync(
            crm, AssessmentQuery.All.Where(CustomerValue.TotalColumn, Comparison.LessOrEqual, decimal.Parse(key, System.Globalization.CultureInfo.InvariantCulture))
                .OrderByDescending(CustomerValue.TotalColumn)));
        yield return ("list of who becomes at risk within days", [.. Enumerable.Range(0, Keys).Select(i => $"{1 + (i % 60)}")], (crm, key) => ListAsync(
            crm, AssessmentQuery.All.Where(LifecycleAssessment.NextColumn, "AtRisk")
                .Where(LifecycleAssessment.DueColumn, Comparison.Less, SampleStore.AsOf + Duration.FromDays(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)))
                .OrderBy(LifecycleAssessment.DueColumn)));
        yield return ("list of an outlet's active customers", Read(path, "SELECT visit_outlet FROM assessments WHERE visit_outlet IS NOT NULL"), (crm, key) => ListAsync(
            crm, AssessmentQuery.All.Where(LatestVisit.OutletColumn, new OutletCode(key)).Where(LifecycleAssessment.StageColumn, "Active")
                .OrderByDescending(LatestVisit.AtColumn)));
    }

    private static async Task<int> ListAsync(CrmSession crm, AssessmentQuery query) => (await crm.AssessmentQueries.ListAsync(query.Take(20))).Count;

    /// <summary>Keys spread over the whole table, the same at every run.</summary>
    private static string[] Read(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
        {
            all.Add(reader.GetString(0));
        }

        var keys = all.ToArray();
        new Random(7).Shuffle(keys);
        return keys[..Math.Min(keys.Length, Keys)];
    }
}
