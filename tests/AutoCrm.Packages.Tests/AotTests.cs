using AutoCrm.Docs.Tests;
using static AutoCrm.Tests.Snapshots;

namespace AutoCrm.Packages.Tests;

/// <summary>The program of tests/AutoCrm.Aot, compiled to native code with the packed package alone.</summary>
public sealed class AotTests(PackedPackages packages)
{
    private const string Project = "native";

    [Fact]
    public async Task A_program_on_the_core_alone_runs_as_native_code_without_a_warning()
    {
        SkipWithoutLinker();
        await packages.WriteAsync(Project, "native.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <PublishAot>true</PublishAot>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AutoCrm.Core" Version="{PackedPackages.Version}" />
                <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.0" />
              </ItemGroup>
            </Project>
            """);
        await packages.WriteAsync(Project, "Program.cs", await File.ReadAllTextAsync(Path.Combine(Pages.Root, "tests", "AutoCrm.Aot", "Program.cs"), TestContext.Current.CancellationToken));

        // Packages of others are held to the same: none of them warns either.
        var published = await packages.DotnetAsync(Project, "publish", "-c", "Release", "-o", "out", "--use-current-runtime", "-nodeReuse:false");
        Assert.DoesNotContain("warning IL", published, StringComparison.Ordinal);

        var folder = Path.Combine(packages.Projects, Project);
        Assert.False(File.Exists(Path.Combine(folder, "out", "native.dll")));
        var (exitCode, printed) = await DotnetCommand.TryAsync(Path.Combine(folder, "out", OperatingSystem.IsWindows() ? "native.exe" : "native"), folder, null);
        Assert.True(exitCode == 0, printed);
        await Verify(printed);
    }

    private static void SkipWithoutLinker()
    {
        var found = !OperatingSystem.IsLinux() || IsOnPath("clang") || IsOnPath("gcc");
        Assert.SkipWhen(
            !found && Environment.GetEnvironmentVariable("AUTOCRM_REQUIRE_SERVERS") != "1",
            "Native code needs a linker: install clang or gcc, and the development files of zlib.");
    }

    private static bool IsOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
