using System.Reflection;

namespace AutoCrm.Architecture.Tests;

/// <summary>The assemblies of the packages, by name.</summary>
internal static class Packages
{
    public static Assembly Core { get; } = Assembly.Load("AutoCrm.Core");

    /// <summary>The adapters, and the packages of AutoCrm each may reference.</summary>
    public static IReadOnlyDictionary<string, string[]> Adapters { get; } = new Dictionary<string, string[]>
    {
        ["AutoCrm.Import.Csv"] = ["AutoCrm.Core"],
        ["AutoCrm.Storage.EntityFrameworkCore"] = ["AutoCrm.Core"],

        // The part that relational adapters share is no adapter that a host could choose.
        ["AutoCrm.Storage.Sqlite"] = ["AutoCrm.Core", "AutoCrm.Storage.EntityFrameworkCore"],
    };

    public static IEnumerable<string> All => [Core.GetName().Name!, .. Adapters.Keys, "AutoCrm.SampleData", "AutoCrm.Testing"];
}
