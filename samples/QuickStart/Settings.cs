using NodaTime;

namespace QuickStart;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Input">The folder of interchange files; <see langword="null"/> = make some up.</param>
/// <param name="Output">Where the answers go.</param>
/// <param name="Store">The SQLite file.</param>
/// <param name="Customers">How many people and companies to make up.</param>
/// <param name="Seed">What the dice begin with.</param>
/// <param name="AsOf">The instant of the assessment; <see langword="null"/> = now, or for made-up files the end of their history.</param>
/// <param name="Currency">The currency to count in; <see langword="null"/> = the one most events are in.</param>
public sealed record Settings(string? Input, string Output, string Store, int Customers, ulong Seed, Instant? AsOf, string? Currency);

/// <summary>What the process tells whoever started it.</summary>
public static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Success = 0;

    /// <summary>A file could not be used; the rest was done.</summary>
    public const int UnusableFile = 1;

    /// <summary>The command line could not be understood; nothing was done.</summary>
    public const int WrongArguments = 2;
}
