using System.Runtime.CompilerServices;

namespace AutoCrm.Tests;

/// <summary>
/// Compares text with the <c>.verified.txt</c> file beside the test. Where they differ the text is left beside it as <c>.received.txt</c>: look at
/// the difference, and rename the file if it is right.
/// </summary>
public static class Snapshots
{
    public static void Verify(string received, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}");
        var normalized = received.ReplaceLineEndings("\n");
        var verified = File.Exists(stem + ".verified.txt") ? File.ReadAllText(stem + ".verified.txt").ReplaceLineEndings("\n") : null;
        if (normalized != verified)
        {
            File.WriteAllText(stem + ".received.txt", normalized);
        }
        else
        {
            File.Delete(stem + ".received.txt");
        }

        Assert.Equal(verified, normalized);
    }
}
