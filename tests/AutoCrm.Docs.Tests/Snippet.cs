using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoCrm.Docs.Tests;

/// <summary>A C# block of a page, compiled against the packages.</summary>
public static class Snippet
{
    /// <summary>What the SDK's implicit usings give a reader. Blocks that are run get no more.</summary>
    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    /// <summary>What the other blocks need not say.</summary>
    private static readonly string[] Common =
    [
        "System.Globalization", "System.Resources", "AutoCrm.Assessment", "AutoCrm.Customers", "AutoCrm.Hosting", "AutoCrm.Identity", "AutoCrm.Import",
        "AutoCrm.Lifecycle", "AutoCrm.Network", "AutoCrm.Profiles", "AutoCrm.SharedKernel", "AutoCrm.Testing.Conformance", "AutoCrm.Timeline", "AutoCrm.Value",
        "AutoCrm.Vehicles", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection.Extensions",
        "Microsoft.Extensions.Hosting", "NodaTime",
    ];

    /// <summary>What a block may speak of without declaring it. Anything else stands in a comment before it: <c>&lt;!-- prelude: … --&gt;</c>.</summary>
    private static readonly Dictionary<string, string> Context = new()
    {
        ["services"] = "IServiceCollection services = new ServiceCollection();",
        ["host"] = "IHost host = null!;",
        ["crm"] = "CrmSession crm = null!;",
        ["customer"] = "Id<Customer> customer = default;",
        ["asOf"] = "Instant asOf = default;",
        ["history"] = "CustomerHistory history = null!;",
        ["MyFixture"] = "static class MyFixture { public static Task<IStoreFixture> CreateAsync() => null!; }",
    };

    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] Repository =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>What keeps a block from compiling, one line each.</summary>
    public static IReadOnlyList<string> ErrorsOf(CodeBlock block) => ErrorsOf(block, Repository);

    /// <summary>What keeps a block from compiling against these assemblies, one line each.</summary>
    public static IReadOnlyList<string> ErrorsOf(CodeBlock block, IReadOnlyList<MetadataReference> references)
    {
        string[] usings = [.. Implicit, .. Existing(Common, references)];
        var compilation = Compile(block, usings, block.Prelude, references);
        var needed = Errors(compilation)
            .Where(error => error.Id == "CS0103")
            .Select(error => error.Location.SourceTree!.GetText().ToString(error.Location.SourceSpan))
            .Where(Context.ContainsKey)
            .Distinct()
            .Select(name => Context[name]);
        return [.. Errors(Compile(block, usings, string.Join('\n', needed.Append(block.Prelude)), references)).Select(error => $"{block}: {error}")];
    }

    /// <summary>What a block prints when it is run.</summary>
    public static string Run(CodeBlock block)
    {
        using var assembly = new MemoryStream();
        var emitted = Compile(block, Implicit, "", Repository).Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var main = Assembly.Load(assembly.ToArray()).EntryPoint ?? throw new InvalidOperationException($"{block} has no statements to run.");
        return CapturedConsole.Of(() => main.Invoke(null, [Array.Empty<string>()]));
    }

    /// <summary>Those that the assemblies declare; a using of another would be an error in itself.</summary>
    private static IEnumerable<string> Existing(IEnumerable<string> namespaces, IReadOnlyList<MetadataReference> references)
    {
        var all = CSharpCompilation.Create("Namespaces", references: references).GlobalNamespace;
        return namespaces.Where(name => name.Split('.').Aggregate(
            (INamespaceSymbol?)all, (space, part) => space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part)) is not null);
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static CSharpCompilation Compile(CodeBlock block, IEnumerable<string> usings, string prelude, IReadOnlyList<MetadataReference> references)
    {
        var (context, shown) = (Parse(prelude), Parse(block.Text));
        var isProgram = shown.Members.OfType<GlobalStatementSyntax>().Any();
        return CSharpCompilation.Create(
            "Snippet",
            [
                CSharpSyntaxTree.ParseText(string.Concat(usings.Select(name => $"global using {name};\n")), Latest),
                CSharpSyntaxTree.ParseText(Program(context, shown, isProgram), Latest),
            ],
            references,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static CompilationUnitSyntax Parse(string text) => CSharpSyntaxTree.ParseText(text, Latest).GetCompilationUnitRoot();

    /// <summary>Puts what is declared for a block where it may stand: usings, then statements, then types. The block itself stays in its order.</summary>
    private static string Program(CompilationUnitSyntax context, CompilationUnitSyntax shown, bool isProgram)
    {
        var statements = isProgram ? context.Members.OfType<GlobalStatementSyntax>() : [];
        var types = context.Members.Where(member => member is not GlobalStatementSyntax);
        return string.Join('\n', [.. Texts(context.Usings), .. Texts(shown.Usings), .. Texts(statements), .. Texts(shown.Members), .. Texts(types)]);
    }

    private static IEnumerable<string> Texts(IEnumerable<SyntaxNode> nodes) => nodes.Select(node => node.ToFullString());
}
