using System.IO.Compression;
using System.Runtime.CompilerServices;
using CliWrap;
using CliWrap.Buffered;

namespace Trimtab.Packages.Tests;

/// <summary>The packages of the solution in a folder of its own, where programs get them from as from a registry.</summary>
public sealed class PackedSolution : IAsyncLifetime
{
    private const string Configuration =
#if RELEASE
        "Release";
#else
        "Debug";
#endif

    private static readonly string[] _packed = ["src", "templates"];

    private readonly string _folder = Directory.CreateTempSubdirectory("trimtab-packages").FullName;

    /// <summary>The version that all have.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Names of the projects whose packages there are: folders of <c>src</c> and <c>templates</c>.</summary>
    public static IEnumerable<string> Names =>
        from folder in _packed
        from project in Directory.GetDirectories(InRepository(folder))
        orderby project
        select Path.GetFileName(project);

    /// <summary>Where a file of the repository is.</summary>
    /// <param name="path">Relative to the repository's root.</param>
    /// <param name="here">Set by the compiler.</param>
    public static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await DotnetAsync(
            InRepository(""), "pack", InRepository("Trimtab.slnx"), "-c", Configuration, "--no-build", "-o",
            Path.Combine(_folder, "source"));
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(_folder, "source"), "Trimtab.Sql.*.nupkg").Single())
            ["Trimtab.Sql.".Length..];
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Path.Combine(_folder, "source")}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{await GlobalPackagesAsync()}" /></fallbackPackageFolders>
            </configuration>
            """);
        await DotnetAsync(_folder, "new", "install", Path.Combine("source", Invariant($"Trimtab.Templates.{Version}.nupkg")));
    }

    /// <summary>The package of a project, for reading.</summary>
    public ZipArchive Open(string name, string extension = ".nupkg") =>
        ZipFile.OpenRead(Path.Combine(_folder, "source", Invariant($"{name}.{Version}{extension}")));

    /// <summary>A new folder in which a program of a user may be.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>Runs <c>dotnet</c> and returns what it writes; an error where it fails.</summary>
    public Task<string> DotnetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, arguments);

    /// <summary>Runs a program and returns what it writes; an error where it fails.</summary>
    public async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(set => set
                .Set("NUGET_PACKAGES", Path.Combine(_folder, "restored"))
                .Set("DOTNET_CLI_HOME", Path.Combine(_folder, "home"))
                .Set("DOTNET_NOLOGO", "1")
                .Set("DOTNET_CLI_TELEMETRY_OPTOUT", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        string shown = Invariant($"{program} {string.Join(' ', arguments)}");
        Assert.True(result.ExitCode == 0, $"{shown} ended with {result.ExitCode}:\n{result.StandardOutput}\n{result.StandardError}");
        return result.StandardOutput;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Where this user's packages are: what they depend on is not downloaded anew.</summary>
    private static async Task<string> GlobalPackagesAsync()
    {
        var listed = await Cli.Wrap("dotnet").WithArguments(["nuget", "locals", "global-packages", "--list"]).ExecuteBufferedAsync();
        return listed.StandardOutput.Split(' ', 2)[1].Trim();
    }
}
