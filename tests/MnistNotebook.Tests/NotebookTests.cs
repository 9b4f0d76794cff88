using Spectre.Console;

namespace MnistNotebook.Tests;

public sealed class NotebookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notebook").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Notebook_OnAnotherNumberOfWorkers_EndsWithTheSameBytes()
    {
        await NotebookProcess.RunAsync(Path.Combine(_folder, "1"), "--sections", "joint,dropout", "--workers", "1");
        await NotebookProcess.RunAsync(Path.Combine(_folder, "3"), "--sections", "joint,dropout", "--workers", "3");

        Assert.Equal(NotebookProcess.Results(Path.Combine(_folder, "1")), NotebookProcess.Results(Path.Combine(_folder, "3")));
    }

    [Fact]
    public async Task Plan_OfTheNotebook_SaysWhatItTakesAndTrainsNothing()
    {
        var (exitCode, output) = await NotebookProcess.RunAsync(_folder, "--plan");

        Assert.Equal(0, exitCode);
        Assert.Contains("epochs asked", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "results.json")));
    }

    [Theory]
    [InlineData("--folds", "x", "--folds must be a whole number from 2 to 2147483647. Got 'x'. Give a number, such as --folds 2.")]
    [InlineData("--folds", "1", "--folds must be a whole number from 2 to 2147483647. Got '1'.")]
    [InlineData("--repeats", "0", "--repeats must be a whole number from 1 to 2147483647. Got '0'.")]
    [InlineData("--repeats", "99999999999", "--repeats must be a whole number from 1")]
    [InlineData("--workers", "1.5", "--workers must be a whole number from 1 to 2147483647. Got '1.5'.")]
    [InlineData("--seed", "-1", "--seed must be a whole number from 0 to 18446744073709551615. Got '-1'.")]
    [InlineData("--sections", "epoch", "--sections must be names out of baseline, epochs,")]
    [InlineData("--sections", ",", "--sections must be names out of baseline, epochs,")]
    [InlineData("--classes", "2", "--classes must be two or more different numbers from 0 to 9")]
    [InlineData("--classes", "2,x", "--classes must be two or more different numbers from 0 to 9, with commas between. Got '2,x'.")]
    [InlineData("--classes", "2,12", "--classes must be two or more different numbers from 0 to 9")]
    [InlineData("--sampler", "tp", "--sampler must be one of auto, cmaes,")]
    [InlineData("--sampler", "tep", "Got 'tep'. Did you mean 'tpe'? Choose one of these.")]
    [InlineData("--sections", "batch,optimiser", "Did you mean 'optimizer'? Choose from these.")]
    [InlineData("--pruner", "", "--pruner must be one of hyperband, median,")]
    [InlineData("--data", "no such folder", "--data must be a folder with the data set's IDX files. Got 'no such folder'.")]
    [InlineData("--fold", "3", "--folds")]
    public async Task Flag_OutOfItsRange_IsAnErrorWithTheRule(string flag, string value, string message)
    {
        var (exitCode, output) = await NotebookProcess.RunAsync(_folder, flag, value);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ThatIsAFile_IsAnErrorWithTheRule()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var (exitCode, output) = await NotebookProcess.RunAsync(file);

        Assert.Equal(2, exitCode);
        Assert.Contains($"--output must be a folder, there or to be made, and not a file. Got '{file}'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ThatCantBeWrittenTo_IsAnErrorWithTheRule()
    {
        string beneathAFile = Path.Combine(_folder, "file", "x");
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "", TestContext.Current.CancellationToken);

        var (exitCode, output) = await NotebookProcess.RunAsync(beneathAFile, "--sections", "epochs");

        Assert.Equal(1, exitCode);
        Assert.Contains("--output must be a folder that can be written to.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("results.json")]
    [InlineData("report.html")]
    public async Task Output_WithAFolderInPlaceOfAFile_IsRefusedBeforeTraining(string name)
    {
        Directory.CreateDirectory(Path.Combine(_folder, name));

        var (exitCode, output) = await NotebookProcess.RunAsync(_folder, "--sections", "epochs");

        Assert.Equal(1, exitCode);
        Assert.Contains(
            "--output must be a folder in which files can be written.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("Plan", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/full")]
    [InlineData("&-")]
    public async Task Run_WhoseStandardOutputCantBeWrittenTo_GoesOnWithoutIt(string output)
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // a shell and its devices
        }

        string folder = Path.Combine(_folder, "quiet");

        var (exitCode, errors) = await NotebookProcess.RunInShellAsync($">{output}", folder, "--sections", "optimizer");

        Assert.Equal((0, 1), (exitCode, errors.Split("can't be written to").Length - 1));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
    }

    /// <summary>Cancelled by the line that is written just before the planning.</summary>
    [Fact]
    public async Task Interrupted_WhilePlanning_SaysSo()
    {
        using var source = new CancellationTokenSource();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(new Watcher("workers, seed", source.Cancel)) });
        var notebook = new Notebook(new() { DataSet = "digits", Quick = true, Output = _folder }, console);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => notebook.RunAsync(source.Token));

        Assert.StartsWith("Stopped while planning. No part was finished.", notebook.WhereItStands(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_InUseByAnotherRun_IsAnErrorWithTheRule()
    {
        Directory.CreateDirectory(_folder);
        using (OutputFolder.Open(_folder))
        {
            var (exitCode, output) = await NotebookProcess.RunAsync(_folder, "--sections", "epochs");

            Assert.Equal(1, exitCode);
            Assert.Contains("--output must be a folder no other run writes to.", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await NotebookProcess.RunAsync(_folder, "--sections", "epochs")).ExitCode);
    }

    [Fact]
    public async Task Names_InAnyCase_AreKnown()
    {
        var (exitCode, output) = await NotebookProcess.RunAsync(
            _folder, "--plan", "--sections", "ALL,Epochs", "--sampler", "TPE", "--pruner", "Median");

        Assert.Equal(0, exitCode);
        Assert.Contains("epochs asked", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfAQuickRun_SaysNothingThatWasNotDone()
    {
        await NotebookProcess.RunAsync(_folder, "--sections", "baseline,joint,all", "--pruner", "none");

        string report = await File.ReadAllTextAsync(Path.Combine(_folder, "report.html"), TestContext.Current.CancellationToken);

        Assert.Contains("Adadelta, 2 epochs", report, StringComparison.Ordinal);
        Assert.Contains("on 600 images", report, StringComparison.Ordinal);
        Assert.Contains("batch_size=32, epochs=4", report, StringComparison.Ordinal);
        Assert.Contains("none of them ended early by none", report, StringComparison.Ordinal);
        Assert.DoesNotContain("12,223", report, StringComparison.Ordinal);
        Assert.DoesNotContain("of a difference</th>", report, StringComparison.Ordinal);
    }

    /// <summary>Does something when a line with certain words is written.</summary>
    private sealed class Watcher(string words, Action act) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Contains(words, StringComparison.Ordinal))
            {
                act();
            }
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));
    }
}
