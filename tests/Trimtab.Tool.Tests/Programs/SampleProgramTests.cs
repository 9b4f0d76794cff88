namespace Trimtab.Tool.Tests.Programs;

/// <summary>The programs of <c>samples/programs</c> that need nothing but what builds this, tuned as a user tunes them.</summary>
public sealed class SampleProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");

    public SampleProgramTests() => ToolProcess.LinkSamples(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task APipelineOfTheShell_IsTuned()
    {
        await File.WriteAllLinesAsync(
            Path.Combine(_folder.FullName, "data.txt"),
            Enumerable.Range(0, 2000).Select(i => Invariant($"line {i * 7919 % 2000} of the data")),
            TestContext.Current.CancellationToken);

        string output = await RunAsync(
            "trimtab run -n pipeline -p level=1..9 --metric bytes --minimize --and seconds --minimize --from time -t 3 "
            + "-- samples/programs/pipeline.sh {level} data.txt");

        Assert.Contains("bytes=", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileBasedProgram_IsTuned()
    {
        await RunAsync("dotnet build samples/programs/descent.cs -o descent");

        string output = await RunAsync(
            "trimtab run -n descent -p rate=1e-5..1e-3:log -p momentum=0.0..0.99 --metric loss --minimize --pruner median -t 3 "
            + "-- dotnet descent/descent.dll --rate {rate} --momentum {momentum}");

        Assert.Contains("loss=", output, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string line)
    {
        var (code, output, errors) = await ToolProcess.RunAsync(_folder.FullName, line);
        Assert.True(code == 0, $"{output}\n{errors}");
        return output;
    }
}
