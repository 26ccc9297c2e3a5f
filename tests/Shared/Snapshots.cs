using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Xunit.v3;

namespace AutoCrm.Tests;

/// <summary>
/// Compares text with the <c>.verified.txt</c> file beside the test. Where they differ the text is left beside it as <c>.received.txt</c>: look at
/// the difference, and rename the file if it is right. Names and contents of the files are those of Verify.
/// </summary>
public static class Snapshots
{
    private static readonly UTF8Encoding WithoutBom = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Compares text with <c>{class}.{method}.verified.txt</c>, that of a theory with <c>{class}.{method}_{parameter}={value}.verified.txt</c>.</summary>
    /// <param name="target">The text; an empty one is stored as the word <c>emptyString</c>.</param>
    /// <param name="sourceFile">The file of the test, which is named after its class.</param>
    /// <param name="method">The test.</param>
    public static async Task Verify(string target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}{Arguments()}");
        var received = target.Length == 0 ? "emptyString" : target.ReplaceLineEndings("\n");
        var verified = File.Exists(stem + ".verified.txt") ? (await File.ReadAllTextAsync(stem + ".verified.txt")).ReplaceLineEndings("\n") : null;
        if (received != verified)
        {
            await File.WriteAllTextAsync(stem + ".received.txt", received, WithoutBom);
        }
        else
        {
            File.Delete(stem + ".received.txt");
        }

        Assert.Equal(verified, received);
    }

    /// <summary>What the running theory was called with, as <c>_{parameter}={value}</c> each; nothing where no theory runs.</summary>
    private static string Arguments() => TestContext.Current.Test is IXunitTest test
        ? string.Concat(test.TestMethod.Parameters.Zip(test.TestMethodArguments, (parameter, value) =>
            string.Create(CultureInfo.InvariantCulture, $"_{parameter.Name}={value}")))
        : "";
}
