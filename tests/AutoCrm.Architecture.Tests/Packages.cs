using System.Reflection;

namespace AutoCrm.Architecture.Tests;

/// <summary>The assemblies of the packages, by name.</summary>
internal static class Packages
{
    public static Assembly Core { get; } = Assembly.Load("AutoCrm.Core");

    /// <summary>What relational adapters share.</summary>
    public const string Relational = "AutoCrm.Storage.EntityFrameworkCore";

    /// <summary>The adapter that is written by the public door of <see cref="Relational"/> alone.</summary>
    public const string PostgreSql = "AutoCrm.Storage.PostgreSql";

    /// <summary>The adapters, and the packages of AutoCrm each may reference.</summary>
    public static IReadOnlyDictionary<string, string[]> Adapters { get; } = new Dictionary<string, string[]>
    {
        ["AutoCrm.Import.Csv"] = ["AutoCrm.Core"],
        [Relational] = ["AutoCrm.Core"],

        // The part that relational adapters share is no adapter that a host could choose.
        [PostgreSql] = ["AutoCrm.Core", Relational],
        ["AutoCrm.Storage.Sqlite"] = ["AutoCrm.Core", Relational],
    };

    public static IEnumerable<string> All => [Core.GetName().Name!, .. Adapters.Keys, "AutoCrm.SampleData", "AutoCrm.Testing"];
}
