using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Tests;

/// <summary>The commands of docs/tool.md, as a shell runs them.</summary>
public partial class DocumentationTests
{
    [Fact]
    public async Task EveryCommand_Runs()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // the page's loops are for a POSIX shell
        }

        var token = TestContext.Current.CancellationToken;
        string page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "tool.md"), token);
        string[] blocks = [.. Blocks().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(blocks);
        var folder = Directory.CreateTempSubdirectory("trimtab-docs");
        try
        {
            string shim = Path.Combine(folder.FullName, "trimtab");
            await File.WriteAllTextAsync(shim, $"#!/bin/sh\nexec dotnet '{typeof(TrimtabTool).Assembly.Location}' \"$@\"\n", token);
            File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "page.sh"), "set -eu\n" + string.Join('\n', blocks), token);
            using var shell = Process.Start(new ProcessStartInfo("sh", ["page.sh"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}", ["TRIMTAB_STORAGE"] = null },
            })!;
            var (output, error) = (shell.StandardOutput.ReadToEndAsync(token), shell.StandardError.ReadToEndAsync(token));
            await shell.WaitForExitAsync(token);

            Assert.True(shell.ExitCode == 0, $"{shell.ExitCode}\n{await output}\n{await error}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
