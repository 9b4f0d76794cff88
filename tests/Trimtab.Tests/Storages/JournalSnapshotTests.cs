using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A journal is read to the same content with its snapshot and without, whatever became of either file.</summary>
public sealed class JournalSnapshotTests : IDisposable
{
    private const string Rate = """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}""";

    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(5.5));

    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    private string FilePath => Path.Combine(_folder, "journal.log");

    private string SnapshotPath => FilePath + ".trimtab-snapshot";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_WithASnapshot_HasTheContentOfTheJournal()
    {
        WriteOfEveryKind();
        string whole = ContentOfTheJournal();
        Assert.True(File.Exists(SnapshotPath));

        Assert.Equal(whole, Content(Open));
        using (var storage = Open())
        {
            var open = storage.ReadTrials(storage.ReadStudies()[0].Id, -1, [])[1];
            storage.Write(open.Id, 0, new() { End = new(TrialState.Complete, [1, 2], _noon) });
            Assert.Throws<TrimtabException>(() => storage.CreateStudy("one", [Direction.Minimize]));
            Assert.Equal(4, storage.CreateTrial(0, new()).Number);
        }

        whole = Content(() => new JournalStorage(FilePath));
        Assert.Equal(ContentOfTheJournal(), whole);
    }

    [Fact]
    public void Open_WithASnapshotThatIsDamagedAnywhere_ReadsTheJournal()
    {
        WriteOfEveryKind();
        string whole = ContentOfTheJournal();
        byte[] snapshot = File.ReadAllBytes(SnapshotPath);

        for (int at = 0; at < snapshot.Length; at += 37)
        {
            byte[] damaged = [.. snapshot];
            damaged[at] ^= 0x20;
            File.WriteAllBytes(SnapshotPath, damaged);
            Assert.Equal(whole, Content(Open));
            File.WriteAllBytes(SnapshotPath, snapshot[..at]);
            Assert.Equal(whole, Content(Open));
        }
    }

    [Fact]
    public void Write_OfASnapshot_RemovesWhatKilledProcessesHaveLeft()
    {
        string left = Path.Combine(_folder, "x.trimtab-tmp");
        File.WriteAllText(left, "half a snapshot");

        WriteOfEveryKind();

        Assert.False(File.Exists(left));
        Assert.True(File.Exists(SnapshotPath));
    }

    [Fact]
    public void Open_WithTheSnapshotOfAnotherJournal_ReadsTheJournal()
    {
        WriteOfEveryKind();
        byte[] snapshot = File.ReadAllBytes(SnapshotPath);
        File.Delete(FilePath);
        WriteOfEveryKind("other");
        string whole = ContentOfTheJournal();

        File.WriteAllBytes(SnapshotPath, snapshot);
        Assert.Equal(whole, Content(Open));
        File.WriteAllBytes(FilePath, File.ReadAllBytes(FilePath)[..200]);
        File.WriteAllBytes(SnapshotPath, snapshot);
        Assert.Equal(ContentOfTheJournal(), Content(Open));
    }

    private JournalStorage Open() => new(FilePath, TimeProvider.System, snapshotAfter: 1);

    private void WriteOfEveryKind(string name = "one")
    {
        using var storage = Open();
        long study = storage.CreateStudy(name, [Direction.Minimize, Direction.Maximize]);
        long deleted = storage.CreateStudy("deleted", [Direction.Minimize]);
        storage.SetStudyAttribute(study, AttributeKind.User, "日本", "[1, NaN, \"\\ud800\"]");
        storage.SetStudyAttribute(study, AttributeKind.System, "a", "1180591620717411303424");
        storage.CreateTrial(deleted, new());
        storage.DeleteStudy(deleted);
        for (int i = 0; i < 4; i++)
        {
            var trial = storage.CreateTrial(study, new() { State = i == 3 ? TrialState.Waiting : TrialState.Running, Started = _noon });
            storage.Write(trial.Id, 0, new()
            {
                Parameters = new Dictionary<string, StoredParameter> { ["x"] = new(0.1 * i, Rate), ["ß"] = new(-0.0, Rate) },
                IntermediateValues = new Dictionary<long, double> { [i] = double.NaN, [1_000_000] = double.NegativeInfinity },
                UserAttributes = new Dictionary<string, string> { ["note"] = "\"\\u65e5\"", ["n"] = $"{i}" },
                SystemAttributes = new Dictionary<string, string> { ["same"] = "{\"a\": 1}" },
            });
            if (i % 2 == 0)
            {
                storage.Write(trial.Id, 0, new() { End = new(TrialState.Pruned, i == 0 ? null : [1, double.PositiveInfinity], _noon) });
            }
        }
    }

    /// <summary>What the journal alone says.</summary>
    private string ContentOfTheJournal()
    {
        string copy = Path.Combine(_folder, "copy.log");
        File.Copy(FilePath, copy, overwrite: true);
        return Content(() => new JournalStorage(copy));
    }

    private static string Content(Func<StudyStorage> open)
    {
        using var storage = open();
        return string.Join('\n', storage.ReadStudies().Select(study =>
            $"{study.Id} {study.Name} {string.Join(", ", study.Directions)} {Text(study.UserAttributes)} {Text(study.SystemAttributes)}\n"
            + string.Join('\n', storage.ReadTrials(study.Id, -1, []).Select(Text))));
    }

    private static string Text(StoredTrial trial) => FormattableString.Invariant(
        $"""
        {trial.Id} {trial.Number} {trial.State} {string.Join(", ", trial.Values ?? [-1])}
        {trial.Started?.UtcDateTime:O} {trial.Completed?.UtcDateTime:O}
        {Text(trial.Parameters)} {Text(trial.IntermediateValues)} {Text(trial.UserAttributes)} {Text(trial.SystemAttributes)}
        """);

    private static string Text<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> items) =>
        string.Join("; ", items.Select(item => FormattableString.Invariant($"{item.Key}={item.Value}")));
}
