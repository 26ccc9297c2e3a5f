using NodaTime;

namespace QuickStart;

/// <summary>The settings from the command line.</summary>
/// <param name="Input">The folder of interchange files; <see langword="null"/> = generate sample data.</param>
/// <param name="Output">The output folder.</param>
/// <param name="Store">The SQLite file.</param>
/// <param name="Customers">The number of people and companies to generate.</param>
/// <param name="Seed">The seed of the generator.</param>
/// <param name="AsOf">The instant of the assessment; <see langword="null"/> = now, or for generated files the end of their history.</param>
/// <param name="Currency">The base currency; <see langword="null"/> = the most frequent currency of the events.</param>
public sealed record Settings(string? Input, string Output, string Store, int Customers, ulong Seed, Instant? AsOf, string? Currency);

/// <summary>The exit codes of the process.</summary>
public static class ExitCodes
{
    /// <summary>All files were imported.</summary>
    public const int Success = 0;

    /// <summary>A file could not be read; the others were imported.</summary>
    public const int UnusableFile = 1;

    /// <summary>The command line is invalid; nothing was done.</summary>
    public const int WrongArguments = 2;
}
