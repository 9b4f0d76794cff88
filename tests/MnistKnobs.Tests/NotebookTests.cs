using System.Diagnostics;
using System.Globalization;
using Trimtab.Numerics;

namespace MnistKnobs.Tests;

public sealed class NotebookTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notebook").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Notebook_KilledAtAnyMoment_EndsWithTheSameBytes()
    {
        string[] sections = ["--sections", "baseline,epochs,batch,random,dropout"];
        string alone = Path.Combine(_folder, "alone");
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, (await NotebookProcess.RunAsync(alone, sections)).ExitCode);
        var took = Stopwatch.GetElapsedTime(start);
        var moments = RandomAddress.FromSeed(3).At("kills").Stream();

        for (int kill = 0; kill < 8; kill++)
        {
            string killed = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"killed-{kill}"));
            bool torn = await NotebookProcess.KillAsync(killed, took * moments.NextDouble(), sections) && kill % 2 == 1 && Tear(killed, 2 + moments.NextInt32(400));
            var (exitCode, output) = await NotebookProcess.RunAsync(killed, sections);

            Assert.Equal(0, exitCode);
            Assert.True(!torn || output.Contains("torn or damaged lines of the ledger were left out", StringComparison.Ordinal), output);
            Assert.Equal(Results(alone), Results(killed));
        }
    }

    [Fact]
    public async Task Notebook_OnAnotherNumberOfWorkers_EndsWithTheSameBytes()
    {
        await NotebookProcess.RunAsync(Path.Combine(_folder, "1"), "--sections", "joint,dropout", "--workers", "1");
        await NotebookProcess.RunAsync(Path.Combine(_folder, "3"), "--sections", "joint,dropout", "--workers", "3");

        Assert.Equal(Results(Path.Combine(_folder, "1")), Results(Path.Combine(_folder, "3")));
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
    [InlineData("--repeats", "0", "--repeats must be 1 or more. Got '0'.")]
    [InlineData("--sections", "epoch", "--sections must be names out of baseline, epochs,")]
    [InlineData("--classes", "2", "--classes must be two or more different numbers from 0 to 9")]
    public async Task Flag_OutOfItsRange_IsAnError(string flag, string value, string message)
    {
        var (exitCode, output) = await NotebookProcess.RunAsync(_folder, flag, value);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    private static byte[] Results(string folder) => File.ReadAllBytes(Path.Combine(folder, "results.json"));

    /// <summary>Cuts the last line of the ledger, as a crash in the middle of a write does; says whether there was one.</summary>
    private static bool Tear(string folder, int bytes)
    {
        var ledger = new FileInfo(Path.Combine(folder, "ledger", "cells-1.jsonl"));
        if (!ledger.Exists || ledger.Length <= bytes)
        {
            return false;
        }

        using var file = ledger.OpenWrite();
        file.SetLength(file.Length - bytes);
        return true;
    }
}
