using System.CommandLine;
using AutoCrm.SharedKernel;
using NodaTime;
using NodaTime.Text;
using QuickStart;
using Spectre.Console;

var input = new Option<DirectoryInfo?>("--input") { Description = "Import the interchange files of this folder instead of generated ones.", HelpName = "DIR" };
var output = new Option<DirectoryInfo>("--output") { Description = "The folder for customers.csv, rejected.csv and report.html.", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("out") };
var store = new Option<FileInfo?>("--store") { Description = "The SQLite file of the store. Default: crm.db in the output folder.", HelpName = "PATH" };
var customers = new Option<int>("--customers") { Description = "The number of people and companies to generate.", HelpName = "N", DefaultValueFactory = _ => 2_000 };
var seed = new Option<ulong>("--seed") { Description = "The seed of the generator; the same seed produces the same files.", HelpName = "N", DefaultValueFactory = _ => 7 };
var asOf = new Option<Instant?>("--as-of")
{
    Description = "Assess as of the beginning of this day in UTC (2026-11-01), or of an instant (2026-11-01T12:00:00Z). Default: now, for generated files 2026-11-01.",
    HelpName = "DATE",
    CustomParser = result =>
    {
        var text = result.Tokens.Single().Value;
        var day = LocalDatePattern.Iso.Parse(text);
        var instant = day.Success ? ParseResult<Instant>.ForValue(day.Value.AtMidnight().InUtc().ToInstant()) : InstantPattern.ExtendedIso.Parse(text);
        if (!instant.Success)
        {
            result.AddError($"'{text}' is not a date for --as-of; expected one such as 2026-11-01, or an instant such as 2026-11-01T12:00:00Z.");
            return null;
        }

        return instant.Value;
    },
};
var currency = new Option<string?>("--currency") { Description = "The base currency. Default: the most frequent currency of the events.", HelpName = "CODE" };

customers.Validators.Add(result =>
{
    if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && number < 1)
    {
        result.AddError($"'{number}' is not a valid number of customers; expected 1 or more.");
    }
});
input.Validators.Add(result =>
{
    if (result.GetValueOrDefault<DirectoryInfo?>() is { Exists: false } folder)
    {
        result.AddError($"The folder '{folder}' of --input does not exist; expected one that contains outlets.csv and a folder per system.");
    }
});
currency.Validators.Add(result =>
{
    if (result.GetValueOrDefault<string?>() is { } code && !Currency.TryParse(code, out _))
    {
        result.AddError($"'{code}' is not an ISO 4217 currency code for --currency; expected a code such as CNY or EUR.");
    }
});

var command = new RootCommand("Imports the files of a dealer group's separate systems, resolves which records are the same customer, and assesses the stage and value of each customer, with reasons.")
{
    input, output, store, customers, seed, asOf, currency,
};

var parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    await Console.Error.WriteLineAsync("Run with --help for the options.");
    return ExitCodes.WrongArguments;
}

command.SetAction(async (result, cancellationToken) =>
{
    var settings = new Settings(
        result.GetValue(input)?.FullName,
        result.GetValue(output)!.FullName,
        result.GetValue(store)?.FullName ?? Path.Combine(result.GetValue(output)!.FullName, "crm.db"),
        result.GetValue(customers),
        result.GetValue(seed),
        result.GetValue(asOf),
        result.GetValue(currency));
    return await new MainJob(AnsiConsole.Console, settings).RunAsync(cancellationToken);
});
return await parsed.InvokeAsync();
