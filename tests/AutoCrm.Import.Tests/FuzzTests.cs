using System.Text;
using AutoCrm.Customers;
using CsCheck;

namespace AutoCrm.Import.Tests;

/// <summary>For any file content there is no unhandled exception, no partly stored row, and no lost row.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 300;

    private static readonly string Good =
        Workplace.EventHeader + string.Concat(Enumerable.Range(0, 30).Select(row =>
            $"T{row},C1,service_visited,2026-03-{row % 28 + 1:D2}T10:00:00+08:00,D1,LSVRJFFJ7SA000028,{row}.50,1,CNY,{row}000,app,in,repair,,,\"note, \"\"{row}\"\"\"\n"));

    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String[0, 40],
        Gen.Const(""),
        Pick("\"", "\"\"", "\0", "\n", "\r", ",", "'", "2026-99-99", "0000-00-00T00:00:00Z", "-1", "1e400", "NaN", "∞", "RMB", "xxx", "王", "\uFEFF", "T1", "C1", "service_visited", "D1"),
        Gen.Int[0, 70_000].Select(length => new string('y', length)),
        Gen.Decimal.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static Gen<string> Pick(params string[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    [Fact]
    public async Task Random_bytes() => await Gen.Byte.Array[0, 3000].SampleAsync(bytes => SurvivesAsync("events.csv", bytes), iter: Rounds);

    [Fact]
    public async Task Random_bytes_as_json_lines() => await Gen.Byte.Array[0, 3000].SampleAsync(bytes => SurvivesAsync("events.jsonl", bytes), iter: Rounds);

    [Fact]
    public async Task Good_files_with_bytes_changed() => await Gen.Select(Gen.Int[0, 2900], Gen.Byte).Array[1, 12].SampleAsync(
        changes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Good);
            foreach (var (place, value) in changes)
            {
                bytes[place % bytes.Length] = value;
            }

            return SurvivesAsync("events.csv", bytes);
        },
        iter: Rounds);

    [Fact]
    public async Task Good_files_cut_off() =>
        await Gen.Int[0, Good.Length].SampleAsync(length => SurvivesAsync("events.csv", Encoding.UTF8.GetBytes(Good[..length])), iter: Rounds);

    [Fact]
    public async Task Fields_of_any_kind() => await Nasty.Array[16].Array[1, 8].SampleAsync(
        rows => SurvivesAsync("events.csv", Encoding.UTF8.GetBytes(Workplace.EventHeader + string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + "\n")))), iter: Rounds);

    [Fact]
    public async Task Fields_of_any_kind_without_quotes() => await Nasty.Array[14, 18].Array[1, 8].SampleAsync(
        rows => SurvivesAsync("events.csv", Encoding.UTF8.GetBytes(Workplace.EventHeader + string.Concat(rows.Select(row => string.Join(',', row) + "\n")))), iter: Rounds);

    [Fact]
    public async Task Json_of_any_kind() => await Gen.Select(Nasty, Nasty).Array[0, 6].Array[1, 8].SampleAsync(
        rows => SurvivesAsync("events.jsonl", Encoding.UTF8.GetBytes(string.Concat(rows.Select(row =>
            "{\"key\":\"K\",\"customer\":\"C1\",\"kind\":\"lead_received\",\"occurred_at\":\"2026-01-01T00:00Z\"" +
            string.Concat(row.Select(pair => $",{System.Text.Json.JsonSerializer.Serialize(pair.Item1)}:{System.Text.Json.JsonSerializer.Serialize(pair.Item2)}")) + "}\n")))),
        iter: Rounds);

    [Fact]
    public async Task Customers_of_any_kind() => await Nasty.Array[10].Array[1, 8].SampleAsync(
        rows => SurvivesAsync("customers.csv", Encoding.UTF8.GetBytes(
            "key,kind,name,family_name,given_name,phone,phone2,email,country,birth_date,note\n" +
            string.Concat(rows.Select((row, number) => $"K{number},person," + string.Join(',', row.Take(5).Concat(["", "", ""]).Concat([row[5]]).Select(Quote)) + "\n")))),
        iter: Rounds);

    private static string Quote(string field) => "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static async Task SurvivesAsync(string file, byte[] bytes)
    {
        using var workplace = new Workplace();
        workplace.Write("a/customers.csv", Workplace.Customer);
        workplace.Write($"s/customers.csv", Workplace.Customer);
        workplace.Write($"s/{file}", bytes);

        var report = await workplace.ImportAsync();

        Assert.All(report.Failures, failure => Assert.NotEmpty(failure.Message));
        Assert.Contains(workplace.Store.Records.Keys, source => source.System == "a");
        var imported = report.Files.SingleOrDefault(candidate => candidate.File == $"s/{file}");
        if (imported is null)
        {
            Assert.Equal($"s/{file}", Assert.Single(report.Failures).File);
            Assert.Empty(workplace.Store.Events);
            return;
        }

        Assert.Equal(imported.Refused, workplace.Problems.Select(problem => (problem.File, problem.Line)).Distinct().Count());
        var stored = file.StartsWith("events", StringComparison.Ordinal) ? workplace.Store.Events.Count : workplace.Store.Records.Keys.Count(source => source.System == "s");
        Assert.Equal(imported.Added, stored);
        Assert.Equal(imported.Rows, imported.Added + imported.Unchanged + imported.Replaced + imported.Refused);
        foreach (var made in workplace.Store.Events.Values)
        {
            Assert.True(made.Kind.Topics.Count == 0 || made.Topic is null || made.Kind.Topics.Contains(made.Topic));
            Assert.Contains(made.Record, workplace.Store.Records.Keys);
            Assert.False(made.Kind.NeedsScore && made.Score is null);
            Assert.True(made.OdometerKm is null or >= 0);
        }

        Assert.All(workplace.Store.Records.Values, record => Assert.All(record.Phones, phone => Assert.Equal(ContactPointKind.Phone, phone.Kind)));
    }
}
