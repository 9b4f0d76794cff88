using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class JournalStorageTests : StorageConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    private string FilePath => Path.Combine(_folder, "journal.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_OfATornLastLine_ReadsTheRest_AndTheNextWriteRemovesIt()
    {
        using (var storage = Open())
        {
            storage.CreateStudy("one", [Direction.Minimize]);
            storage.CreateStudy("two", [Direction.Minimize]);
        }

        byte[] whole = File.ReadAllBytes(FilePath);
        int second = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (int length = second; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            using var storage = Open();

            Assert.Equal(["one"], storage.ReadStudies().Select(study => study.Name));
            storage.CreateStudy("three", [Direction.Maximize]);
            Assert.Equal(["one", "three"], Open().ReadStudies().Select(study => study.Name));
        }
    }

    [Theory]
    [InlineData("{\"op_code\":0")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"op_code\":11,\"worker_id\":\"w\"}")]
    [InlineData("{\"op_code\":0,\"worker_id\":\"w\"}")]
    [InlineData("{\"op_code\":2,\"worker_id\":\"w\",\"study_id\":0,\"user_attr\":{\"a\":1,\"b\":2}}")]
    [InlineData("{\"op_code\":4,\"worker_id\":\"w\",\"study_id\":0,\"state\":1,\"value\":1,\"values\":[1]}")]
    public void Open_OfADamagedLineInTheMiddle_SaysWhichLine(string line)
    {
        using (var storage = Open())
        {
            storage.CreateStudy("one", [Direction.Minimize]);
        }

        string good = File.ReadAllText(FilePath);
        File.WriteAllText(FilePath, good + line + "\n" + good);

        var error = Assert.Throws<TrimtabException>(Open);

        Assert.Contains("Line 2 of", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Python can't open such a journal at all. Here the other studies are there, and it is said what is wrong.</summary>
    [Theory]
    [InlineData("[1,3]", "Got 3")]
    [InlineData("[-1]", "Got -1")]
    [InlineData("[]", "A study must have a direction or more")]
    public void Study_OfAnUnknownDirection_IsListedWithItsFault_AmongTheOthers(string directions, string fault)
    {
        File.WriteAllText(
            FilePath,
            $"{{\"op_code\":0,\"worker_id\":\"w\",\"study_name\":\"bad\",\"directions\":{directions}}}\n"
            + "{\"op_code\":4,\"worker_id\":\"w\",\"study_id\":0,\"datetime_start\":null,\"state\":4}\n");
        using (var storage = Open())
        {
            storage.CreateTrial(storage.CreateStudy("good", [Direction.Maximize]), new());
        }

        using var again = Open();
        var catalog = new StudyCatalog(again);
        var listed = catalog.List();

        Assert.Equal(("bad", "good", 1), (listed[0].Name, listed[1].Name, listed[1].Trials));
        Assert.StartsWith("Study 'bad' can't be read:", listed[0].Fault, StringComparison.Ordinal);
        Assert.Contains(fault, listed[0].Fault, StringComparison.Ordinal);
        Assert.Null(listed[1].Fault);
        Assert.Contains(fault, Assert.Throws<TrimtabException>(() => catalog.Read("bad")).Message, StringComparison.Ordinal);
        Assert.Throws<TrimtabException>(() => Study.Open(again, new() { Name = "bad" }));
        catalog.Delete("bad");
        Assert.Equal("good", Assert.Single(catalog.List()).Name);
    }

    /// <summary>A line that another version wrote, say, is not a torn one: it is kept, and nothing is written after it.</summary>
    [Fact]
    public void Write_AfterAWholeLineOfAnUnknownOperation_IsRefused_AndRemovesNothing()
    {
        using var storage = Open();
        storage.CreateStudy("one", [Direction.Minimize]);
        File.AppendAllText(FilePath, "{\"op_code\":11,\"worker_id\":\"w\"}\n");
        byte[] before = File.ReadAllBytes(FilePath);

        var error = Assert.Throws<TrimtabException>(() => storage.CreateStudy("two", [Direction.Minimize]));

        Assert.Contains("Line 2 of", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Open_OfAByteOrderMark_CarriageReturnsAndUnknownMembers_ReadsThem()
    {
        File.WriteAllBytes(
            FilePath,
            [
                0xEF, 0xBB, 0xBF,
                .. " { \"worker_id\" : \"w\", \"new\": [1, {}], \"study_name\": \"é\", \"directions\": [2], \"op_code\": 0 }\r\n"u8,
                .. "{\"op_code\":10,\"worker_id\":\"w\",\"trial_ids\":[0]}\n"u8,
            ]);

        using var storage = Open();

        Assert.Equal("é", storage.ReadStudies().Single().Name);
    }

    /// <summary>Python's json takes the last of equal names.</summary>
    [Fact]
    public void Open_OfAnAttributeThatStandsTwice_TakesTheLast()
    {
        File.WriteAllText(
            FilePath,
            "{\"op_code\":0,\"worker_id\":\"w\",\"study_name\":\"s\",\"directions\":[1]}\n"
                + "{\"op_code\":2,\"worker_id\":\"w\",\"study_id\":0,\"user_attr\":{\"a\":1,\"a\":2}}\n");

        using var storage = Open();

        Assert.Equal("2", storage.ReadStudies().Single().UserAttributes["a"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // as where there are no links
    public void Write_WhileALockOfOurOwnIsLeftOver_DoesNotWaitForIt(bool isLink)
    {
        const string signature = "journal.log.trimtab-lock";
        if (isLink && !OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(FilePath + ".lock", signature);
        }
        else
        {
            File.WriteAllText(FilePath + ".lock", signature);
        }

        using var storage = Open();
        storage.CreateStudy("one", [Direction.Minimize]);

        Assert.False(File.Exists(FilePath + ".lock"));
    }

    /// <summary>
    /// As a loss of power may leave it: a trial that runs has its lease, and one that was given back refuses the attempt before.
    /// </summary>
    [Fact]
    public void Step_OfWhichOnlyTheFirstLinesAreThere_IsNotDone()
    {
        long study, trial;
        using (var storage = Open())
        {
            study = storage.CreateStudy("one", [Direction.Minimize]);
            trial = storage.CreateTrial(study, new() { State = TrialState.Waiting }).Id;
            storage.Claim(trial, DateTimeOffset.UnixEpoch, new Dictionary<string, string> { ["lease"] = "1", ["other"] = "2" });
            storage.Write(trial, 0, new() { IsReleased = true });
        }

        string[] lines = File.ReadAllLines(FilePath);
        for (int count = 2; count <= lines.Length; count++)
        {
            File.WriteAllText(FilePath, string.Concat(lines.Take(count).Select(line => line + "\n")));
            using var storage = Open();
            var read = storage.ReadTrials(study, -1, []).Single();

            Assert.True(read.State != TrialState.Running || read.SystemAttributes.ContainsKey("lease"));
            Assert.True(read.State != TrialState.Waiting || read.Attempt == 1 || count < 5);
        }
    }

    protected override StudyStorage Open() => new JournalStorage(FilePath);
}
