using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using AutoCrm.SharedKernel;
using NodaTime;
using NodaTime.Text;
using QuickStart.Texts;

namespace QuickStart;

/// <summary>The options of the command line, in one language.</summary>
public sealed class CommandLine
{
    private const string CultureName = "--culture";
    private const string DefaultFolder = "out";
    private const int DefaultCustomers = 2_000;
    private const ulong DefaultSeed = 7;

    private readonly Wording text;
    private readonly Option<DirectoryInfo?> input;
    private readonly Option<DirectoryInfo?> output;
    private readonly Option<StoreLocation?> store;
    private readonly Option<int?> customers;
    private readonly Option<ulong?> seed;
    private readonly Option<Instant?> asOf;
    private readonly Option<string?> currency;
    private readonly Option<bool> allowFormulas;

    /// <summary>Creates the options.</summary>
    /// <param name="text">The texts of the descriptions and errors.</param>
    public CommandLine(Wording text)
    {
        this.text = text;
        input = new("--input") { Description = text["opt_input"], HelpName = "DIR" };
        output = new("--output") { Description = text["opt_output"], HelpName = "DIR" };
        store = new("--store") { Description = text["opt_store"], HelpName = "STORE", CustomParser = ParseStore };
        customers = new("--customers") { Description = text["opt_customers"], HelpName = "N", CustomParser = ParseCustomers };
        seed = new("--seed") { Description = text["opt_seed"], HelpName = "N", CustomParser = ParseSeed };
        asOf = new("--as-of") { Description = text["opt_as_of"], HelpName = "DATE", CustomParser = ParseInstant };
        currency = new("--currency") { Description = text["opt_currency"], HelpName = "CODE" };
        allowFormulas = new("--allow-formulas") { Description = text["opt_allow_formulas"] };
        var culture = new Option<string?>(CultureName)
        {
            Description = text.Format("opt_culture", string.Join(", ", Wording.Cultures), Wording.Cultures[0]), HelpName = "CODE",
        };
        Check(input, folder => folder is { Exists: false } ? text.Format("err_input", folder) : null);
        Check(output, folder => folder is not null && File.Exists(folder.FullName) ? text.Format("err_output_is_file", folder) : null);
        Check(currency, code => code is not null && !Currency.TryParse(code, out _) ? text.Format("err_currency", code) : null);
        Check(culture, code => code is not null && Wording.ForCulture(code) is null ? text.Format("err_culture", code, string.Join(", ", Wording.Cultures)) : null);
        Root = new RootCommand(text.Format("cli_description", text["cli_exit_codes"]))
        {
            input, output, store, customers, seed, asOf, currency, culture, allowFormulas,
        };
        foreach (var option in Root.Options)
        {
            option.Description = option switch { HelpOption => text["opt_help"], VersionOption => text["opt_version"], _ => option.Description };
        }
    }

    /// <summary>The command.</summary>
    public RootCommand Root { get; }

    /// <summary>The texts in the language that the arguments ask for; English if they ask for none that exists.</summary>
    public static Wording TextFor(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split((char[])['=', ':'], 2);
            if (parts[0] == CultureName)
            {
                return Wording.ForCulture(parts.Length > 1 ? parts[1] : i + 1 < arguments.Count ? arguments[i + 1] : "") ?? Wording.English;
            }
        }

        return Wording.English;
    }

    /// <summary>The settings of parsed arguments.</summary>
    public Settings Read(ParseResult result)
    {
        var folder = result.GetValue(output)?.FullName ?? Path.GetFullPath(DefaultFolder);
        return new Settings(
            result.GetValue(input)?.FullName,
            folder,
            result.GetValue(store) ?? StoreLocation.InFile(Path.Combine(folder, "crm.db")),
            result.GetValue(customers) ?? DefaultCustomers,
            result.GetValue(seed) ?? DefaultSeed,
            result.GetValue(asOf),
            result.GetValue(currency),
            result.GetValue(allowFormulas),
            text);
    }

    private static void Check<T>(Option<T> option, Func<T, string?> findProblem) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && findProblem(result.GetValueOrDefault<T>()!) is { } problem)
        {
            result.AddError(problem);
        }
    });

    private StoreLocation? ParseStore(ArgumentResult result)
    {
        var given = result.Tokens.Single().Value;
        if (StoreLocation.IsServer(given))
        {
            // What cannot be read may hold a password at any place, so none of it is printed.
            var server = StoreLocation.OnServer(given);
            if (server is null)
            {
                result.AddError(text["err_store_connection"]);
            }

            return server;
        }

        if (string.IsNullOrWhiteSpace(given) || Directory.Exists(given))
        {
            result.AddError(string.IsNullOrWhiteSpace(given) ? text["err_store_empty"] : text.Format("err_store_is_folder", given));
            return null;
        }

        return StoreLocation.InFile(given);
    }

    private int? ParseCustomers(ArgumentResult result)
    {
        var given = result.Tokens.Single().Value;
        if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            result.AddError(text.Format("err_customers", given));
        }

        return number;
    }

    private ulong? ParseSeed(ArgumentResult result)
    {
        var given = result.Tokens.Single().Value;
        if (!ulong.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            result.AddError(text.Format("err_seed", given));
        }

        return number;
    }

    private Instant? ParseInstant(ArgumentResult result)
    {
        var given = result.Tokens.Single().Value;
        var day = LocalDatePattern.Iso.Parse(given);
        var instant = day.Success ? ParseResult<Instant>.ForValue(day.Value.AtMidnight().InUtc().ToInstant()) : InstantPattern.ExtendedIso.Parse(given);
        if (!instant.Success)
        {
            result.AddError(text.Format("err_as_of", given));
            return null;
        }

        return instant.Value;
    }
}
