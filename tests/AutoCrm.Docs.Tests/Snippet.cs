using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoCrm.Docs.Tests;

/// <summary>
/// A block of C#. One that begins with <c>using</c> is a whole program and is compiled as it stands. Any other is a part of one: it is
/// compiled with the namespaces of AutoCrm at hand and a few names that stand for what the page speaks of.
/// </summary>
public static class Snippet
{
    private const string Implied = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string Around = """
        using AutoCrm.Assessment; using AutoCrm.Customers; using AutoCrm.Hosting; using AutoCrm.Identity; using AutoCrm.Import;
        using AutoCrm.Lifecycle; using AutoCrm.Network; using AutoCrm.SharedKernel; using AutoCrm.SharedKernel.Specifications;
        using AutoCrm.Testing.Conformance; using AutoCrm.Testing.SampleData; using AutoCrm.Timeline; using AutoCrm.Value; using AutoCrm.Vehicles;
        using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.DependencyInjection.Extensions; using Microsoft.Extensions.Hosting; using NodaTime; using NodaTime.Testing; using CustomAdapter;
        using Xunit;

        IServiceCollection services = null!; IHost host = null!; CrmSession crm = null!; IOutbox outbox = null!;
        Instant now = default; Id<Customer> customer = default; Id<Customer> other = default; SourceRecord record = null!; CustomerEvent visit = null!;
        await Task.CompletedTask;

        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>Compiles a block.</summary>
    /// <returns>What the compiler objects to, with the line on the page; empty where it compiles.</returns>
    public static IReadOnlyList<string> Problems(Fence fence) => Report(fence, Compile(fence).GetDiagnostics());

    /// <summary>Runs a program and gives what it prints.</summary>
    public static async Task<string> RunAsync(Fence fence)
    {
        using var image = new MemoryStream();
        var emitted = Compile(fence).Emit(image);
        Assert.Empty(Report(fence, emitted.Diagnostics));
        var main = Assembly.Load(image.ToArray()).EntryPoint!;
        var (console, printed) = (Console.Out, new StringWriter { NewLine = "\n" });
        Console.SetOut(printed);
        try
        {
            // The entry point waits for asynchronous work; a thread of its own keeps it from the test's.
            await Task.Run(() => main.Invoke(null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()]));
        }
        finally
        {
            Console.SetOut(console);
        }

        return printed.ToString();
    }

    private static CSharpCompilation Compile(Fence fence)
    {
        var isProgram = fence.Text.StartsWith("using ", StringComparison.Ordinal);
        var text = isProgram ? fence.Text : Around + "#line 1\n" + fence.Text;
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var tree = CSharpSyntaxTree.ParseText(text, options, fence.Page);
        var hasStatements = tree.GetCompilationUnitRoot().Members.Any(member => member.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.GlobalStatement));
        return CSharpCompilation.Create(
            $"Docs{Guid.NewGuid():N}",
            [tree, CSharpSyntaxTree.ParseText(Implied, options)],
            References,
            new CSharpCompilationOptions(
                hasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static List<string> Report(Fence fence, IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(error => $"{fence.Page}:{fence.Line + 1 + error.Location.GetMappedLineSpan().StartLinePosition.Line}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
    ];
}
