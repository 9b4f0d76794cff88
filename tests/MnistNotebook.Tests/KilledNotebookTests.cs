using System.Globalization;
using Trimtab.Numerics;

namespace MnistNotebook.Tests;

/// <summary>The notebook killed as kill -9 does, at moments its output gives and no clock, and run again.</summary>
public sealed class KilledNotebookTests : IDisposable
{
    private static readonly string[] _sections = ["--sections", "baseline,epochs,batch,random,dropout"];

    private readonly string _folder = Directory.CreateTempSubdirectory("killed").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Four times two kills: the second one's run goes on from what the first left.</summary>
    [Fact]
    public async Task Notebook_KilledAtAnyMoment_EndsWithTheSameBytes()
    {
        string alone = Path.Combine(_folder, "alone");
        var (exitCode, output) = await NotebookProcess.RunAsync(alone, _sections);
        Assert.Equal(0, exitCode);
        byte[] expected = NotebookProcess.Results(alone);
        int lines = output.Count(letter => letter == '\n');

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => KillTwiceAsync(number, lines, expected)));
    }

    private async Task KillTwiceAsync(int number, int lines, byte[] expected)
    {
        string folder = Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture));
        var moments = RandomAddress.FromSeed(3).At("kills").At(number).Stream();
        bool isTorn = false;
        for (int kill = 0; kill < 2; kill++)
        {
            await NotebookProcess.KillAsync(folder, moments.NextInt32(lines), _sections);
            isTorn |= (kill + number) % 2 == 1 && TearLedger(folder);
        }

        var (exitCode, output) = await NotebookProcess.RunAsync(folder, _sections);

        Assert.Equal(0, exitCode);
        Assert.True(!isTorn || output.Contains("torn or damaged lines of the ledger were left out", StringComparison.Ordinal), output);
        Assert.Equal(expected, NotebookProcess.Results(folder));
    }

    /// <summary>Cuts the last line of the ledger in two, as a crash in the middle of a write does; says whether there was one.</summary>
    private static bool TearLedger(string folder)
    {
        string ledger = Path.Combine(folder, "ledger");
        if ((Directory.Exists(ledger) ? Directory.GetFiles(ledger, "cells-*.jsonl") : []) is not [var cells]
            || new FileInfo(cells).Length == 0)
        {
            return false;
        }

        byte[] bytes = File.ReadAllBytes(cells);
        int start = bytes.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        File.WriteAllBytes(cells, bytes[..(start + ((bytes.Length - start + 1) / 2))]);
        return true;
    }
}
