using Trimtab.Caching;
using Trimtab.Files;
using Trimtab.Tests.Files;

namespace Trimtab.Tests.Caching;

public sealed class LedgerFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private string Cells => Path.Combine(_folder, $"cells-{EngineRevision.Current}.jsonl");

    private string Snapshots => Path.Combine(_folder, $"snapshots-{EngineRevision.Current}");

    private static Snapshot Snapshot => new("a", 1, 0, [], [1, 2, 3]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_WhileTwoProcessesAppend_NeverFailsAndReadsWholeLinesOnly()
    {
        const int Lines = 400;
        using OtherProcess one = new("ledger", _folder, Lines), other = new("ledger", _folder, Lines);
        do
        {
            var ledger = new Ledger(_folder);

            Assert.Equal((0, 0), (ledger.Warnings.Count, ledger.Damaged));
        }
        while (!one.HasEnded || !other.HasEnded);

        Assert.Equal("", one.Said() + other.Said());
        Assert.Equal((2 * Lines, 0), (new Ledger(_folder).Count, new Ledger(_folder).Damaged));
    }

    [Fact]
    public void Open_AfterKills_LosesAtMostTheLinesBeingWritten()
    {
        for (int kill = 1; kill <= 5; kill++)
        {
            using var process = new OtherProcess("ledger", _folder, times: 10_000);
            process.Kill();
            var ledger = new Ledger(_folder);
            ledger.Keep(new CellKey("after", kill), OtherProcess.CellOf(kill));

            Assert.Empty(ledger.Warnings);
            Assert.InRange(ledger.Damaged, 0, kill);
            Assert.NotNull(new Ledger(_folder).Find(new("after", kill), new(1, WithTrain: false, TestRows: 1)));
        }
    }

    [Fact]
    public void CellsFile_ThatIsAFolder_IsSaidOnceAndCellsAreKeptInMemory()
    {
        Directory.CreateDirectory(Cells);

        var ledger = new Ledger(_folder);
        ledger.Keep(new CellKey("a", 1), OtherProcess.CellOf(1));
        ledger.Keep(new CellKey("a", 2), OtherProcess.CellOf(2));

        Assert.Equal(2, ledger.Count);
        Assert.Collection(
            ledger.Warnings,
            read => Assert.StartsWith($"The ledger in '{_folder}' can't be read: ", read, StringComparison.Ordinal),
            write => Assert.StartsWith($"The ledger in '{_folder}' can't be written to: ", write, StringComparison.Ordinal));
    }

    [Fact]
    public void Folder_ThatIsAFile_IsSaidAndTheLedgerLivesInMemory()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "");

        var ledger = new Ledger(path);
        ledger.Keep(new CellKey("a", 1), OtherProcess.CellOf(1));
        ledger.Keep(Snapshot);

        Assert.Equal(1, ledger.Count);
        Assert.StartsWith($"The ledger in '{path}' can't be made: ", ledger.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void CellsFile_ThatLinksToNowhere_IsMade()
    {
        string target = Path.Combine(_folder, "nowhere");
        File.CreateSymbolicLink(Cells, target);

        var ledger = new Ledger(_folder);
        ledger.Keep(new CellKey("a", 1), OtherProcess.CellOf(1));

        Assert.Empty(ledger.Warnings);
        Assert.Equal(1, new Ledger(_folder).Count);
    }

    [Fact]
    public void CellsFile_ThatLinksToItself_IsSaid()
    {
        File.CreateSymbolicLink(Cells, Cells);

        var ledger = new Ledger(_folder);
        ledger.Keep(new CellKey("a", 1), OtherProcess.CellOf(1));

        Assert.Equal(1, ledger.Count);
        Assert.NotEmpty(ledger.Warnings);
    }

    /// <summary>A device that is always full, where the system has one.</summary>
    [Fact]
    public void CellsFile_OnAFullDisk_IsSaidOnce()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        File.CreateSymbolicLink(Cells, "/dev/full");
        var ledger = new Ledger(_folder);
        ledger.Keep(new CellKey("a", 1), OtherProcess.CellOf(1));
        ledger.Keep(new CellKey("a", 2), OtherProcess.CellOf(2));

        Assert.Equal(2, ledger.Count);
        Assert.StartsWith(
            $"The ledger in '{_folder}' can't be written to: No space left on device",
            Assert.Single(ledger.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshot_WithAFolderInItsPlace_IsSaidAndNotUsed()
    {
        Directory.CreateDirectory(Path.Combine(Snapshots, "a.snapshot"));
        var ledger = new Ledger(_folder);

        Assert.Null(ledger.FindSnapshot("a"));
        ledger.Keep(Snapshot);
        ledger.Keep(Snapshot);

        Assert.Equal(2, ledger.Warnings.Count);
        Assert.Equal(["a.snapshot"], Directory.EnumerateFileSystemEntries(Snapshots).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void Snapshot_ThatLinksToNowhere_IsReplaced()
    {
        Directory.CreateDirectory(Snapshots);
        File.CreateSymbolicLink(Path.Combine(Snapshots, "a.snapshot"), Path.Combine(_folder, "nowhere"));
        var ledger = new Ledger(_folder);

        Assert.Null(ledger.FindSnapshot("a"));
        ledger.Keep(Snapshot);

        Assert.Equal([1, 2, 3], new Ledger(_folder).FindSnapshot("a")!.State);
        Assert.Empty(ledger.Warnings);
    }

    [Fact]
    public void Snapshots_WithAFileInTheirFoldersPlace_AreSaidAndNotKept()
    {
        File.WriteAllText(Snapshots, "");
        var ledger = new Ledger(_folder);

        ledger.Keep(Snapshot);

        Assert.Null(ledger.FindSnapshot("a"));
        Assert.NotEmpty(ledger.Warnings);
    }

    /// <summary>A named pipe without a writer: opening it blocks.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_ThatArePipes_AreNeverWaitedFor(bool isLinked)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Snapshots);
        MakePipe(Cells, isLinked);
        MakePipe(Path.Combine(Snapshots, "a.snapshot"), isLinked);
        MakePipe(Path.ChangeExtension(Cells, ".lock"), isLinked);

        var ledger = new Ledger(_folder);
        ledger.Keep(new CellKey("a", 1), OtherProcess.CellOf(1));

        Assert.Equal(1, ledger.Count);
        Assert.Null(ledger.FindSnapshot("a"));
        Assert.StartsWith($"The ledger in '{_folder}' can't be written to: ", Assert.Single(ledger.Warnings), StringComparison.Ordinal);
        ledger.Keep(Snapshot);
        Assert.Equal([1, 2, 3], new Ledger(_folder).FindSnapshot("a")!.State);
    }

    /// <summary>
    /// Were each cell to wait for the other program, this would take ten minutes; were it given up, the cells would be lost.
    /// </summary>
    [Fact]
    public void Keep_WhileAnotherProgramHoldsTheLock_WaitsOnceAndWritesAllCellsLater()
    {
        var ledger = new Ledger(_folder);
        using (SharedFile.OpenExclusive(Path.ChangeExtension(Cells, ".lock")))
        {
            for (int epoch = 1; epoch <= 300; epoch++)
            {
                ledger.Keep(new CellKey("a", epoch), OtherProcess.CellOf(epoch));
            }

            Assert.Equal((300, 0), (ledger.Count, new Ledger(_folder).Count));
        }

        ledger.Keep(new CellKey("b", 1), OtherProcess.CellOf(1));

        Assert.Equal((301, 0), (new Ledger(_folder).Count, new Ledger(_folder).Damaged));
        Assert.StartsWith(
            $"The ledger in '{_folder}' can't be written to: Another program has its files open.",
            Assert.Single(ledger.Warnings),
            StringComparison.Ordinal);
    }

    private static void MakePipe(string path, bool isLinked)
    {
        using var making = System.Diagnostics.Process.Start("mkfifo", isLinked ? path + ".pipe" : path);
        making.WaitForExit();
        Assert.Equal(0, making.ExitCode);
        if (isLinked)
        {
            File.CreateSymbolicLink(path, path + ".pipe");
        }
    }
}
