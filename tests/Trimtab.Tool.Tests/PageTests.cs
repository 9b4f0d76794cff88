using System.Text.RegularExpressions;
using Trimtab.Tool.Tests.Programs;

namespace Trimtab.Tool.Tests;

/// <summary>The commands of the tool's pages, as a shell runs them: in the order of the page, in one folder.</summary>
public sealed partial class PageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");

    public PageTests() => ToolProcess.LinkSamples(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("tool.md")]
    [InlineData("tune-a-program.md", "python3 -c 'import sklearn'", "gcc --version")]
    [InlineData("resume-a-study.md")]
    [InlineData("many-workers.md")]
    public async Task EveryCommand_Runs(string page, params string[] needed)
    {
        foreach (string command in needed)
        {
            Assert.SkipUnless(await HasAsync(command), $"needs {command}");
        }

        await RunCommandsAsync(page);
    }

    /// <summary>What needs Optuna runs where it is installed; else it names the file and the study that the page's command makes.</summary>
    [Fact]
    public async Task EveryProgramInPython_ReadsTheStudy()
    {
        const string Page = "read-in-python.md";
        Assert.SkipUnless(await HasAsync("python3 --version"), "needs python3");
        await RunCommandsAsync(Page);
        bool hasOptuna = await HasAsync("python3 -c 'import optuna'");
        foreach (string program in await BlocksAsync(Page, "python"))
        {
            if (hasOptuna || !program.Contains("import optuna", StringComparison.Ordinal))
            {
                string file = Path.Combine(_folder.FullName, "program.py");
                await File.WriteAllTextAsync(file, program, TestContext.Current.CancellationToken);
                await RunAsync("python3 -W ignore program.py");
            }
        }

        string commands = string.Concat(await BlocksAsync(Page, "sh")), optuna = (await BlocksAsync(Page, "python"))[0];
        Assert.Contains($" -n {StudyName().Match(optuna).Groups[1].Value} ", commands, StringComparison.Ordinal);
        Assert.Contains($" -s sqlite:{FileName().Match(optuna).Groups[1].Value} ", commands, StringComparison.Ordinal);
    }

    private async Task RunCommandsAsync(string page)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the pages are for a POSIX shell");
        string[] blocks = await BlocksAsync(page, "sh");
        Assert.NotEmpty(blocks);
        await RunAsync("set -eux\n" + string.Join('\n', blocks));
    }

    private async Task RunAsync(string script)
    {
        var (code, output, errors) = await ToolProcess.RunAsync(_folder.FullName, script);
        Assert.True(code == 0, $"{code}\n{output}\n{errors}");
    }

    private async Task<bool> HasAsync(string command) => (await ToolProcess.RunAsync(_folder.FullName, command)).ExitCode == 0;

    private static async Task<string[]> BlocksAsync(string page, string language)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(ToolProcess.Root, "docs", page), TestContext.Current.CancellationToken);
        return [.. Block().Matches(text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];
    }

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("study_name=\"(\\w+)\"")]
    private static partial Regex StudyName();

    [GeneratedRegex("storage=\"sqlite:///([^\"]+)\"")]
    private static partial Regex FileName();
}
