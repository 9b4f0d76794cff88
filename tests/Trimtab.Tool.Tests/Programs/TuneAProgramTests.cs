using System.Text.RegularExpressions;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>The commands of docs/tune-a-program.md and the samples, as a user runs them: in the order of the page, in one folder.</summary>
public sealed partial class TuneAProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");

    public TuneAProgramTests() => Directory.CreateSymbolicLink(
        Path.Combine(_folder.FullName, "samples"), Path.Combine(ToolProcess.Root, "samples"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task EachCommandOfThePage_Runs()
    {
        Assert.SkipUnless(await HasAsync("python3 -c 'import sklearn'"), "python3-sklearn is not installed");
        Assert.SkipUnless(await HasAsync("gcc --version"), "gcc is not installed");
        string page = await File.ReadAllTextAsync(
            Path.Combine(ToolProcess.Root, "docs", "tune-a-program.md"), TestContext.Current.CancellationToken);
        string[] commands =
        [
            .. Block().Matches(page).SelectMany(block => block.Groups["lines"].Value.Split('\n'))
                .Where(line => line.StartsWith("trimtab ", StringComparison.Ordinal)),
        ];
        Assert.True(commands.Length >= 7, $"{commands.Length} commands");
        foreach (string command in commands)
        {
            var (code, _, errors) = await RunAsync(command);
            Assert.True(code == 0, $"{command}\n{errors}");
        }
    }

    [Fact]
    public async Task APipelineOfTheShell_IsTuned()
    {
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.FullName, "data.txt"),
            Enumerable.Range(0, 2000).Select(i => Invariant($"line {i * 7919 % 2000} of the data")),
            TestContext.Current.CancellationToken);
        var (code, output, errors) = await RunAsync(
            "trimtab run -n pipeline -p level=1..9 --metric bytes --minimize --and seconds --minimize --from time -t 3 "
            + "-- samples/programs/pipeline.sh {level} data.txt");
        Assert.True(code == 0, errors);
        Assert.Contains("bytes=", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string line) => ToolProcess.RunAsync(_folder.FullName, line);

    private async Task<bool> HasAsync(string command) => (await RunAsync(command)).ExitCode == 0;

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
