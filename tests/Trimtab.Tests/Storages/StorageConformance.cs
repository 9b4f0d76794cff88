using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>
/// What every storage must keep: names and numbers, the life of a trial and its refusals, claims that one worker gets, and what was
/// written is there when it is opened again. Derive a test class from it.
/// </summary>
public abstract class StorageConformance
{
    private const string Rate = """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 1.0, "log": false}}""";
    private const string WideRate =
        """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.0, "high": 9.0, "log": false}}""";
    private const string LogRate = """{"name": "FloatDistribution", "attributes": {"step": null, "low": 0.1, "high": 1.0, "log": true}}""";

    private static readonly Dictionary<string, string> _none = [];
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Opens the storage of this test, empty at first. Another call opens the same one as another process would.</summary>
    protected abstract StudyStorage Open();

    /// <summary>A study is found again with its name, directions and attributes.</summary>
    [Fact]
    public void CreateStudy_OpenedAgain_HasNameDirectionsAndAttributes()
    {
        using (var storage = Open())
        {
            long id = storage.CreateStudy("näme 😀", [Direction.Minimize, Direction.Maximize]);
            storage.SetStudyAttribute(id, AttributeKind.User, "note", "\"first\"");
            storage.SetStudyAttribute(id, AttributeKind.User, "note", "{\"a\": [1, 2.5, NaN, -Infinity, null], \"b\": \"\\u00e9\"}");
            storage.SetStudyAttribute(id, AttributeKind.System, "note", "1180591620717411303424");
        }

        using var again = Open();
        var study = Assert.Single(again.ReadStudies());

        Assert.Equal("näme 😀", study.Name);
        Assert.Equal([Direction.Minimize, Direction.Maximize], study.Directions);
        Assert.Equal("{\"a\": [1, 2.5, NaN, -Infinity, null], \"b\": \"\\u00e9\"}", study.UserAttributes["note"]);
        Assert.Equal("1180591620717411303424", study.SystemAttributes["note"]);
    }

    /// <summary>A name is used once, until its study is deleted.</summary>
    [Fact]
    public void CreateStudy_OfANameThatExists_IsRefusedUntilItIsDeleted()
    {
        using var storage = Open();
        long first = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(first, new());

        Assert.Throws<TrimtabException>(() => storage.CreateStudy("study", [Direction.Maximize]));
        storage.DeleteStudy(first);
        long second = storage.CreateStudy("study", [Direction.Maximize]);

        Assert.Equal([Direction.Maximize], Assert.Single(storage.ReadStudies()).Directions);
        Assert.Empty(storage.ReadTrials(second, -1, []));
    }

    /// <summary>What is not there can't be read, changed or deleted.</summary>
    [Fact]
    public void EveryCall_OnAnIdThatIsNotThere_IsRefused()
    {
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());
        long noStudy = study + 1000, noTrial = trial.Id + 1000;

        Assert.Throws<TrimtabException>(() => storage.DeleteStudy(noStudy));
        Assert.Throws<TrimtabException>(() => storage.SetStudyAttribute(noStudy, AttributeKind.User, "a", "1"));
        Assert.Throws<TrimtabException>(() => storage.CreateTrial(noStudy, new()));
        Assert.Throws<TrimtabException>(() => storage.ReadTrials(noStudy, -1, []));
        Assert.Throws<TrimtabException>(() => storage.Claim(noTrial, _noon, _none));
        Assert.Throws<TrimtabException>(() => storage.Write(noTrial, 0, new()));
    }

    /// <summary>Values that are no JSON are refused, and nothing is written.</summary>
    [Fact]
    public void EveryAttribute_ThatIsNoJson_IsRefused()
    {
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());

        foreach (string text in new[] { "", "nan", "{", "'a'", "01", "1 2", "\"\n\"" })
        {
            Assert.Throws<TrimtabException>(() => storage.SetStudyAttribute(study, AttributeKind.User, "a", text));
            Assert.Throws<TrimtabException>(() => storage.Write(trial.Id, 0, new() { UserAttributes = Map("a", text) }));
        }

        Assert.Empty(Open().ReadStudies().Single().UserAttributes);
        Assert.Empty(storage.ReadTrials(study, -1, []).Single().UserAttributes);
    }

    /// <summary>A trial that is created with all it can have is read back with all of it.</summary>
    [Fact]
    public void CreateTrial_WithAllItCanHave_IsReadBackWithAllOfIt()
    {
        var template = new StoredTrial
        {
            State = TrialState.Complete,
            Values = [double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -1.7976931348623157e308],
            Started = _noon.AddTicks(1230),
            Completed = _noon.AddHours(1),
            Parameters = new OrderedDictionary<string, StoredParameter> { ["z"] = new(0.1, Rate), ["a \"b\""] = new(5e-324, Rate) },
            IntermediateValues = new OrderedDictionary<long, double> { [7] = double.NaN, [0] = double.NegativeInfinity, [1_000_000] = 0.1 },
            UserAttributes = Map("text", "\"日本語\\n\""),
            SystemAttributes = Map("list", "[1, 1.0, true]"),
        };
        using (var storage = Open())
        {
            long study = storage.CreateStudy("study", [Direction.Minimize, Direction.Minimize, Direction.Maximize, Direction.Maximize]);
            storage.CreateTrial(study, new());
            var created = storage.CreateTrial(study, template);

            Assert.Equal(1, created.Number);
        }

        using var again = Open();
        var trial = again.ReadTrials(again.ReadStudies().Single().Id, -1, [])[1];

        Assert.Equal(template.Values, trial.Values);
        Assert.Equal((template.State, template.Started, template.Completed), (trial.State, trial.Started, trial.Completed));
        Assert.Equal(template.Parameters.AsEnumerable(), trial.Parameters); // and their order
        Assert.Equal(template.IntermediateValues.OrderBy(item => item.Key), trial.IntermediateValues.OrderBy(item => item.Key));
        Assert.Equal("\"日本語\\n\"", Decoded(trial.UserAttributes["text"]));
        Assert.Equal("[1, 1.0, true]", trial.SystemAttributes["list"]);
    }

    /// <summary>A number that another worker has taken meanwhile is not given again, nor is the next one.</summary>
    [Fact]
    public void CreateTrial_OfANumberThatIsNotTheNext_CreatesNothing()
    {
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);

        Assert.Equal(0, one.CreateTrial(study, new(), 0)?.Number);
        Assert.Null(other.CreateTrial(study, new(), 0));
        Assert.Null(other.CreateTrial(study, new(), 2));
        Assert.Equal(1, other.CreateTrial(study, new(), 1)?.Number);
        Assert.Throws<TrimtabException>(() => one.CreateTrial(study + 1000, new(), 0));

        Assert.Equal([0, 1], one.ReadTrials(study, -1, []).Select(trial => trial.Number));
    }

    /// <summary>A trial runs, is written to and ends; then nothing changes it.</summary>
    [Fact]
    public void Write_UpToTheEnd_IsKept_AndRefusedAfterIt()
    {
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new() { Started = _noon });

        storage.Write(trial.Id, 0, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) });
        storage.Write(trial.Id, 0, new() { IntermediateValues = new Dictionary<long, double> { [1] = 3 } });
        storage.Write(trial.Id, 0, new() { IntermediateValues = new Dictionary<long, double> { [1] = 2, [2] = double.NaN } });
        storage.Write(
            trial.Id, 0, new() { SystemAttributes = Map("constraints", "[0.0]"), End = new(TrialState.Pruned, [2], _noon.AddMinutes(1)) });
        var ended = storage.ReadTrials(study, -1, []).Single();

        Assert.Equal(TrialState.Pruned, ended.State);
        Assert.Equal([2.0], ended.Values);
        Assert.Equal((_noon, _noon.AddMinutes(1)), (ended.Started, ended.Completed));
        Assert.Equal(0.5, ended.Parameters["x"].Value);
        Assert.Equal(2, ended.IntermediateValues[1]);
        Assert.True(double.IsNaN(ended.IntermediateValues[2]));
        foreach (var change in new TrialChanges[]
        {
            new() { Parameters = Map("y", new StoredParameter(0.5, Rate)) },
            new() { IntermediateValues = new Dictionary<long, double> { [3] = 3 } },
            new() { UserAttributes = Map("a", "1") },
            new() { SystemAttributes = Map("a", "1") },
            new() { IsReleased = true },
            new() { End = new(TrialState.Complete, [1], _noon) },
        })
        {
            Assert.Throws<LostTrialException>(() => storage.Write(trial.Id, 0, change));
        }

        Assert.Null(storage.Claim(trial.Id, _noon, _none));
        Assert.Equivalent(ended, storage.ReadTrials(study, -1, []).Single());
    }

    /// <summary>A step that is refused has written nothing of what it consists of.</summary>
    [Fact]
    public void Write_WithOnePartThatIsRefused_WritesNothing()
    {
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(study, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) });
        var trial = storage.CreateTrial(study, new());

        Assert.Throws<TrimtabException>(() => storage.Write(
            trial.Id, 0, new() { UserAttributes = Map("a", "1"), Parameters = Map("x", new StoredParameter(0.5, LogRate)) }));

        var read = storage.ReadTrials(study, trial.Id - 1, []).Single();
        Assert.Empty(read.UserAttributes);
        Assert.Empty(read.Parameters);
    }

    /// <summary>A parameter has one class, one scale and one list of choices in a study; its range may change.</summary>
    [Fact]
    public void SetParameter_OfAnotherRange_IsKept_OfAnotherKind_IsRefused()
    {
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(study, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) });
        var trial = storage.CreateTrial(study, new());

        foreach (string other in new[]
        {
            LogRate,
            """{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 0, "high": 1}}""",
            """{"name": "CategoricalDistribution", "attributes": {"choices": [0, 1]}}""",
        })
        {
            Assert.Throws<TrimtabException>(() =>
                storage.Write(trial.Id, 0, new() { Parameters = Map("x", new StoredParameter(1, other)) }));
        }

        storage.Write(trial.Id, 0, new() { Parameters = Map("x", new StoredParameter(8, WideRate)) });

        Assert.Equal(new(8, WideRate), storage.ReadTrials(study, -1, [])[1].Parameters["x"]);
    }

    /// <summary>Of distributions that do not fit one another, set at once in different trials, the first prevails.</summary>
    [Fact]
    public async Task SetParameter_ForTheFirstTime_ByManyAtOnce_HasOneKind()
    {
        string[] kinds =
        [
            Rate,
            LogRate,
            """{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 0, "high": 1}}""",
            """{"name": "CategoricalDistribution", "attributes": {"choices": [0, 1]}}""",
        ];
        var token = TestContext.Current.CancellationToken;
        using var reader = Open();
        long study = reader.CreateStudy("study", [Direction.Minimize]);
        StoredTrial[] trials = [.. kinds.Select(_ => reader.CreateTrial(study, new()))];
        for (int round = 0; round < 10; round++)
        {
            string name = $"x{round}";
            using var start = new Barrier(kinds.Length);
            bool[] isSet = await Task.WhenAll(kinds.Select((kind, i) => Task.Factory.StartNew(
                () =>
                {
                    using var storage = Open();
                    start.SignalAndWait(token);
                    try
                    {
                        storage.Write(trials[i].Id, 0, new() { Parameters = Map(name, new StoredParameter(1, kind)) });
                        return true;
                    }
                    catch (TrimtabException)
                    {
                        return false;
                    }
                },
                token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            int first = Array.IndexOf(isSet, true);
            Assert.Equal(Enumerable.Range(0, kinds.Length).Select(i => i == first), isSet);
            Assert.Equal(
                isSet, reader.ReadTrials(study, -1, []).Select(trial => trial.Parameters.ContainsKey(name)));
        }
    }

    /// <summary>An attribute that is set once keeps its first value, whoever asks.</summary>
    [Fact]
    public async Task SetStudyAttributeOnce_ByManyAtOnce_KeepsTheFirstValue_AndReturnsIt()
    {
        const int writers = 4;
        var token = TestContext.Current.CancellationToken;
        using var reader = Open();
        long study = reader.CreateStudy("study", [Direction.Minimize]);
        using var start = new Barrier(writers);
        string[] kept = await Task.WhenAll(Enumerable.Range(0, writers).Select(i => Task.Factory.StartNew(
            () =>
            {
                using var storage = Open();
                start.SignalAndWait(token);
                return storage.SetStudyAttributeOnce(study, AttributeKind.System, "once", $"[{i}]");
            },
            token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        string value = reader.ReadStudies().Single().SystemAttributes["once"];
        Assert.All(kept, one => Assert.Equal(value, one));
        Assert.Equal(value, reader.SetStudyAttributeOnce(study, AttributeKind.System, "once", "0"));
        Assert.Equal("0", reader.SetStudyAttributeOnce(study, AttributeKind.User, "once", "0"));
        Assert.Throws<TrimtabException>(() => reader.SetStudyAttributeOnce(study + 1000, AttributeKind.User, "once", "0"));
        Assert.Throws<TrimtabException>(() => reader.SetStudyAttributeOnce(study, AttributeKind.User, "once", "nan"));
    }

    /// <summary>What is given back waits again, and the attempt that gave it back is void.</summary>
    [Fact]
    public void Release_OfATrial_GivesItToAnother_AndMakesTheOldAttemptVoid()
    {
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);
        var trial = one.CreateTrial(study, new() { State = TrialState.Waiting });

        Assert.Equal(0, one.Claim(trial.Id, _noon, Map("owner", "1")));
        Assert.Null(other.Claim(trial.Id, _noon.AddSeconds(1), Map("owner", "2")));
        Assert.Equal("1", other.ReadTrials(study, -1, []).Single().SystemAttributes["owner"]);
        other.Write(trial.Id, 0, new() { IsReleased = true });
        Assert.Equal(1, other.Claim(trial.Id, _noon.AddSeconds(2), Map("owner", "2")));

        Assert.Throws<LostTrialException>(() => one.Write(trial.Id, 0, new() { End = new(TrialState.Complete, [1], _noon) }));
        other.Write(trial.Id, 1, new() { End = new(TrialState.Complete, [2], _noon) });
        var read = one.ReadTrials(study, -1, []).Single();
        Assert.Equal([2.0], read.Values);
        Assert.Equal((1, _noon.AddSeconds(2)), (read.Attempt, read.Started));
    }

    /// <summary>A reader asks for what is new, and for what had not finished.</summary>
    [Fact]
    public void ReadTrials_AfterAnId_HasLaterOnesAndThoseThatAreNamed()
    {
        using StudyStorage writer = Open(), reader = Open();
        long study = writer.CreateStudy("study", [Direction.Minimize]), other = writer.CreateStudy("other", [Direction.Minimize]);
        var first = writer.CreateTrial(study, new());
        writer.CreateTrial(other, new());
        var second = writer.CreateTrial(study, Completed(2));
        var third = writer.CreateTrial(study, Completed(3));
        writer.Write(first.Id, 0, new() { End = new(TrialState.Complete, [1], _noon) });

        Assert.Equal([0, 1, 2], reader.ReadTrials(study, -1, []).Select(trial => trial.Number));
        Assert.Equal([0, 2], reader.ReadTrials(study, second.Id, [first.Id]).Select(trial => trial.Number));
        Assert.Equal([1.0], reader.ReadTrials(study, third.Id, [first.Id]).Single().Values);
        Assert.Empty(reader.ReadTrials(study, third.Id, []));
    }

    /// <summary>Of many workers one gets each trial that waits, and the numbers of new ones have no gap.</summary>
    [Fact]
    public async Task Workers_AtOnce_GetEachTrialOnce_AndNumbersWithoutGaps()
    {
        const int workers = 4, trials = 25;
        long study;
        StoredTrial[] waiting;
        using (var storage = Open())
        {
            study = storage.CreateStudy("study", [Direction.Minimize]);
            waiting = [.. Enumerable.Range(0, trials).Select(_ => storage.CreateTrial(study, new() { State = TrialState.Waiting }))];
        }

        var token = TestContext.Current.CancellationToken;
        int[] claimed = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(
            () =>
            {
                using var storage = Open();
                int mine = 0;
                foreach (var trial in waiting)
                {
                    bool won = storage.ReadTrials(study, trial.Id - 1, [])[0].State == TrialState.Waiting
                        && storage.Claim(trial.Id, _noon, _none) is not null;
                    mine += won ? 1 : 0;
                    if (won)
                    {
                        storage.Write(trial.Id, 0, new() { End = new(TrialState.Complete, [trial.Number], _noon) });
                    }

                    storage.CreateTrial(study, Completed(mine));
                }

                return mine;
            },
            token)));

        using var reader = Open();
        var all = reader.ReadTrials(study, -1, []);
        Assert.Equal(trials, claimed.Sum());
        Assert.Equal(Enumerable.Range(0, trials + (workers * trials)), all.Select(trial => trial.Number));
        Assert.All(all, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.Equal(Enumerable.Range(0, trials).Select(number => (double)number), all.Take(trials).Select(trial => trial.Values![0]));
    }

    /// <summary>Trials that are created together have the next numbers, in their order.</summary>
    [Fact]
    public void CreateTrials_OfMany_HaveTheNextNumbers_AndAllTheyCanHave()
    {
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(study, Completed(-1));
        var trials = Enumerable.Range(0, 1234).Select(i => Completed(i) with { UserAttributes = Map("i", $"{i}") }).ToArray();

        var created = storage.CreateTrials(study, trials);

        using var again = Open();
        var read = again.ReadTrials(study, -1, []);
        Assert.Equal(Enumerable.Range(0, 1235), read.Select(trial => trial.Number));
        Assert.Equal(read.Skip(1).Select(trial => trial.Id), created.Select(trial => trial.Id));
        Assert.Equal(Enumerable.Range(0, 1234).Select(i => (double)i), read.Skip(1).Select(trial => trial.Values![0]));
        Assert.Equal("1233", read[^1].UserAttributes["i"]);
        Assert.Empty(storage.CreateTrials(study, []));
        Assert.Throws<TrimtabException>(() => storage.CreateTrials(study + 1000, trials));
    }

    /// <summary>A study that is renamed has its trials under the new name; a name that exists is refused.</summary>
    [Fact]
    public void Rename_OfAStudy_KeepsAllOfIt_AndRefusesANameThatExists()
    {
        using var storage = Open();
        var catalog = new StudyCatalog(storage);
        long study = storage.CreateStudy("old", [Direction.Maximize]);
        storage.CreateStudy("other", [Direction.Minimize]);
        storage.SetStudyAttribute(study, AttributeKind.User, "note", "1");
        storage.CreateTrial(study, Completed(5));
        storage.CreateTrial(study, Completed(7) with { SystemAttributes = Map("constraints", "[0.5]") });
        var running = storage.CreateTrial(study, new() { Started = _noon });

        Assert.Throws<TrimtabException>(() => catalog.Rename("old", "new")); // a trial is running
        storage.Write(running.Id, 0, new() { End = new(TrialState.Failed, null, _noon.AddHours(1)) });
        Assert.Throws<TrimtabException>(() => catalog.Rename("old", "other"));
        Assert.Throws<UnknownNameException>(() => catalog.Rename("none", "new"));
        catalog.Rename("old", "new");

        using var again = Open();
        var summary = new StudyCatalog(again).List().Single(item => item.Name == "new");
        Assert.Equal((3, 3, 0, 5), (summary.Trials, summary.Finished, summary.Running, summary.BestValue));
        Assert.Equal((_noon, _noon.AddHours(1)), (summary.Started, summary.LastCompleted));
        Assert.Equal("1", summary.Study.UserAttributes["note"]);
        Assert.Equal(["new", "other"], again.ReadStudies().Select(item => item.Name).Order());
    }

    /// <summary>A copy has the study's trials; ids that its attributes name are those of the copy.</summary>
    [Fact]
    public void Copy_OfAStudy_HasItsTrials_AndTheirIdsInAttributes()
    {
        using var storage = Open();
        var catalog = new StudyCatalog(storage);
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        long[] ids = [.. Enumerable.Range(0, 3).Select(i => storage.CreateTrial(study, Completed(i)).Id)];
        storage.SetStudyAttribute(study, AttributeKind.System, "NSGAIISampler:parent:0", $"[{ids[2]}, {ids[0]}]");
        storage.SetStudyAttribute(study, AttributeKind.System, "other", $"[{ids[2]}]");

        Assert.Throws<TrimtabException>(() => catalog.Copy("study", storage));
        catalog.Copy("study", storage, "copy");
        catalog.Delete("study");

        var copy = Assert.Single(storage.ReadStudies());
        var copied = storage.ReadTrials(copy.Id, -1, []);
        Assert.Equal([0.0, 1.0, 2.0], copied.Select(trial => trial.Values![0]));
        Assert.Equal($"[{copied[2].Id}, {copied[0].Id}]", copy.SystemAttributes["NSGAIISampler:parent:0"]);
        Assert.Equal($"[{ids[2]}]", copy.SystemAttributes["other"]);
    }

    private static StoredTrial Completed(double value) =>
        new() { State = TrialState.Complete, Values = [value], Started = _noon, Completed = _noon };

    private static Dictionary<string, T> Map<T>(string name, T value) => new() { [name] = value };

    /// <summary>JSON of a string, whether a storage keeps its characters or their escapes.</summary>
    private static string Decoded(string json) => json.Replace("\\u65e5\\u672c\\u8a9e", "日本語", StringComparison.Ordinal);
}
