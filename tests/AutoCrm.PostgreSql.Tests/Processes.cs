using System.Diagnostics;

namespace AutoCrm.PostgreSql.Tests;

/// <summary>Processes by their ids.</summary>
internal static class Processes
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until a condition holds, and fails if it never does.</summary>
    public static async Task UntilAsync(Func<bool> holds, string failure)
    {
        var until = DateTime.UtcNow + Patience;
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < until, failure);
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until there is no such process.</summary>
    public static async Task EndOfAsync(int id) => await UntilAsync(() => !IsAlive(id), $"The process {id} goes on.");

    /// <summary>Whether there is such a process.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
