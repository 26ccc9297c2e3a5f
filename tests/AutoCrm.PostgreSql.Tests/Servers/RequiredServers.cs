using System.Diagnostics.CodeAnalysis;

namespace AutoCrm.PostgreSql.Tests.Servers;

/// <summary>What becomes of a test without the server that it needs.</summary>
internal static class RequiredServers
{
    /// <summary>Skips the running test, or fails it where servers are required.</summary>
    [DoesNotReturn]
    public static void Missing(string sentence)
    {
        if (Environment.GetEnvironmentVariable("AUTOCRM_REQUIRE_SERVERS") == "1")
        {
            Assert.Fail(sentence);
        }

        Assert.Skip(sentence);
    }
}
