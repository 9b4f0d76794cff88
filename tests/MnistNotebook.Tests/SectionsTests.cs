namespace MnistNotebook.Tests;

/// <summary>A run finds what runs before it left in its folder.</summary>
public sealed class SectionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sections").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void NoCurves_ScoresCandidatesWhereTheyEnd()
    {
        var joint = Section.All.First(section => section.Name == "joint");

        Assert.True(SectionSearch.Of(joint, new(), new(), new()).ScoreEveryEpoch);
        Assert.False(SectionSearch.Of(joint, new() { HasCurves = false }, new(), new()).ScoreEveryEpoch);
    }

    [Fact]
    public async Task Sections_OneRunAfterAnother_EndWithTheBytesOfOneRun()
    {
        string together = Path.Combine(_folder, "together"), apart = Path.Combine(_folder, "apart");
        await NotebookProcess.RunAsync(together, "--sections", "baseline,epochs,batch,dropout,all");

        await NotebookProcess.RunAsync(apart, "--sections", "dropout,baseline");
        var (_, output) = await NotebookProcess.RunAsync(apart, "--sections", "batch,epochs,all");

        Assert.Equal(NotebookProcess.Results(together), NotebookProcess.Results(apart));
        Assert.Contains("From runs before this one, with the same settings: baseline, dropout.", output, StringComparison.Ordinal);
        Assert.Equal(Pictures(together), Pictures(apart));
    }

    [Fact]
    public async Task Sections_OfOtherSettings_AreReplacedAndThatIsSaid()
    {
        await NotebookProcess.RunAsync(_folder, "--sections", "epochs");

        var (_, output) = await NotebookProcess.RunAsync(_folder, "--sections", "baseline", "--stratified");

        Assert.Contains(
            "is of a run with other settings (stratified) and will be replaced.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "\"name\": \"epochs\"",
            await File.ReadAllTextAsync(Path.Combine(_folder, "results.json"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sections_WhoseScoresAreGone_StayInTheResults()
    {
        await NotebookProcess.RunAsync(_folder, "--sections", "epochs");
        Directory.Delete(Path.Combine(_folder, "ledger"), recursive: true);

        var (exitCode, output) = await NotebookProcess.RunAsync(_folder, "--sections", "baseline");

        Assert.Equal(0, exitCode);
        Assert.Contains("The ledger no longer has all scores of epochs", output, StringComparison.Ordinal);
        Assert.Contains(
            "\"name\": \"epochs\"",
            await File.ReadAllTextAsync(Path.Combine(_folder, "results.json"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Pictures(string folder) =>
        Directory.GetFiles(folder, "*.svg").Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
