using NodaTime;
using QuickStart.Texts;

namespace QuickStart;

/// <summary>The settings from the command line.</summary>
/// <param name="Input">The folder of interchange files; <see langword="null"/> = generate sample data.</param>
/// <param name="Output">The output folder.</param>
/// <param name="Store">Where the store is.</param>
/// <param name="Customers">The number of people and companies to generate.</param>
/// <param name="Seed">The seed of the generator.</param>
/// <param name="AsOf">The instant of the assessment; <see langword="null"/> = now, or for generated files the end of their history.</param>
/// <param name="Currency">The base currency; <see langword="null"/> = the most frequent currency of the events.</param>
/// <param name="AllowsFormulas">Whether texts that a spreadsheet would run as a formula are written to <c>customers.csv</c> as they are.</param>
/// <param name="Text">The texts of the report and of what is printed.</param>
public sealed record Settings(
    string? Input, string Output, StoreLocation Store, int Customers, ulong Seed, Instant? AsOf, string? Currency, bool AllowsFormulas, Wording Text);
