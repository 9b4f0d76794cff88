using Trimtab.Storages;

namespace Trimtab.Testing;

/// <content>Numbers, claims, and many workers at once.</content>
public abstract partial class StorageConformance
{
    /// <summary>A number that another worker has taken meanwhile is not given again, nor is the next one.</summary>
    [Fact]
    public void CreateTrial_OfANumberThatIsNotTheNext_CreatesNothing()
    {
        var rule = new StorageRule("A number that another worker has taken meanwhile is not given again, nor is the next one.");
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);

        rule.Same(0, one.CreateTrial(study, new(), 0)?.Number);
        rule.Same(null, other.CreateTrial(study, new(), 0));
        rule.Same(null, other.CreateTrial(study, new(), 2));
        rule.Same(1, other.CreateTrial(study, new(), 1)?.Number);
        rule.Refuses<TrimtabException>(() => one.CreateTrial(study + 1000, new(), 0));

        rule.Same([0, 1], one.ReadTrials(study, -1, []).Select(trial => trial.Number));
    }

    /// <summary>Trials that are created together have the next numbers, in their order.</summary>
    [Fact]
    public void CreateTrials_OfMany_HaveTheNextNumbers_AndAllTheyCanHave()
    {
        var rule = new StorageRule("Trials that are created together have the next numbers, in their order.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(study, Completed(-1));
        var trials = Enumerable.Range(0, 1234).Select(i => Completed(i) with { UserAttributes = Map("i", $"{i}") }).ToArray();

        var created = storage.CreateTrials(study, trials);

        using var again = Open();
        var read = again.ReadTrials(study, -1, []);
        rule.Same(Enumerable.Range(0, 1235), read.Select(trial => trial.Number));
        rule.Same(read.Skip(1).Select(trial => trial.Id), created.Select(trial => trial.Id));
        rule.Same(Enumerable.Range(0, 1234).Select(i => (double)i), read.Skip(1).Select(trial => trial.Values![0]));
        rule.Same("1233", read[^1].UserAttributes["i"]);
        rule.None(storage.CreateTrials(study, []));
        rule.Refuses<TrimtabException>(() => storage.CreateTrials(study + 1000, trials));
    }

    /// <summary>Trials that are created together with numbers are not created once others have taken these.</summary>
    [Fact]
    public void CreateTrials_WithANumber_AreThere_UnlessItIsTaken()
    {
        var rule = new StorageRule("Trials that are created together with numbers are not created once others have taken these.");
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);

        rule.Same([0, 1], one.CreateTrials(study, [Completed(0), Completed(1)], 0).Select(trial => trial.Number));
        rule.None(other.CreateTrials(study, [Completed(0), Completed(1)], 0));
        rule.None(other.CreateTrials(study, [Completed(2)], 3));
        rule.Same([2], other.CreateTrials(study, [Completed(2)], 2).Select(trial => trial.Number));

        rule.Same([0.0, 1, 2], one.ReadTrials(study, -1, []).Select(trial => trial.Values![0]));
    }

    /// <summary>A reader asks for what is new, and for what had not finished.</summary>
    [Fact]
    public void ReadTrials_AfterAnId_HasLaterOnesAndThoseThatAreNamed()
    {
        var rule = new StorageRule("A reader asks for what is new, and for what had not finished.");
        using StudyStorage writer = Open(), reader = Open();
        long study = writer.CreateStudy("study", [Direction.Minimize]), other = writer.CreateStudy("other", [Direction.Minimize]);
        var first = writer.CreateTrial(study, new());
        writer.CreateTrial(other, new());
        var second = writer.CreateTrial(study, Completed(2));
        var third = writer.CreateTrial(study, Completed(3));
        writer.Write(first.Id, 0, new() { End = new(TrialState.Complete, [1], _noon) });

        rule.Same([0, 1, 2], reader.ReadTrials(study, -1, []).Select(trial => trial.Number));
        rule.Same([0, 2], reader.ReadTrials(study, second.Id, [first.Id]).Select(trial => trial.Number));
        rule.Same([1.0], reader.ReadTrials(study, third.Id, [first.Id]).Single().Values);
        rule.None(reader.ReadTrials(study, third.Id, []));
    }

    /// <summary>A write that requires attributes as they were read is refused where another worker has changed one since.</summary>
    [Fact]
    public void Write_ThatRequiresAttributes_IsRefusedWhereOneIsAnother()
    {
        var rule = new StorageRule(
            "A write that requires attributes as they were read is refused where another worker has changed one since.");
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);
        var trial = one.CreateTrial(study, new() { Started = _noon, SystemAttributes = Map("lease", "\"a/1\"") });
        var release = new TrialChanges
        {
            RequiredAttributes = other.FindTrial(study, 0)!.SystemAttributes,
            SystemAttributes = Map("seen", "1"),
            IsReleased = true,
        };

        one.Write(trial.Id, 0, new() { SystemAttributes = Map("lease", "\"\"") });

        rule.Refuses<LostTrialException>(() => other.Write(trial.Id, 0, release));
        rule.Refuses<LostTrialException>(() => other.Write(trial.Id, 0, release with { RequiredAttributes = Map("missing", "1") }));
        var kept = one.FindTrial(study, 0)!;
        rule.Same((TrialState.Running, 0, false), (kept.State, kept.Attempt, kept.SystemAttributes.ContainsKey("seen")));

        other.Write(trial.Id, 0, release with { RequiredAttributes = kept.SystemAttributes });
        rule.Same((TrialState.Waiting, 1), (one.FindTrial(study, 0)!.State, one.FindTrial(study, 0)!.Attempt));
    }

    /// <summary>Of many workers one gets each trial that waits, and the numbers of new ones have no gap.</summary>
    [Fact]
    public async Task Workers_AtOnce_GetEachTrialOnce_AndNumbersWithoutGaps()
    {
        var rule = new StorageRule("Of many workers one gets each trial that waits, and the numbers of new ones have no gap.");
        const int workers = 4, trials = 25;
        long study;
        StoredTrial[] waiting;
        using (var storage = Open())
        {
            study = storage.CreateStudy("study", [Direction.Minimize]);
            waiting = [.. Enumerable.Range(0, trials).Select(_ => storage.CreateTrial(study, new() { State = TrialState.Waiting }))];
        }

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
            Token)));

        using var reader = Open();
        var all = reader.ReadTrials(study, -1, []);
        rule.Same(trials, claimed.Sum());
        rule.Same(Enumerable.Range(0, trials + (workers * trials)), all.Select(trial => trial.Number));
        rule.All(TrialState.Complete, all.Select(trial => trial.State));
        rule.Same(Enumerable.Range(0, trials).Select(number => (double)number), all.Take(trials).Select(trial => trial.Values![0]));
    }

    /// <summary>Of many that create a study of one name at once, one does; attributes that many set are all there.</summary>
    [Fact]
    public async Task Workers_ThatCreateOneStudyAtOnce_CreateIt_AndLoseNoAttribute()
    {
        var rule = new StorageRule("Of many that create a study of one name at once, one does; attributes that many set are all there.");
        const int workers = 4, attributes = 25;
        int created = 0;

        await AtOnce(workers, worker =>
        {
            using var storage = Open();
            Interlocked.Add(ref created, IsRefused(() => storage.CreateStudy("study", [Direction.Minimize])) ? 0 : 1);
            long study = storage.ReadStudies().Single().Id;
            for (int i = 0; i < attributes; i++)
            {
                storage.SetStudyAttribute(study, AttributeKind.User, Invariant($"{worker} {i}"), Invariant($"{i}"));
            }
        });

        using var reader = Open();
        rule.Same(1, created);
        rule.Same(workers * attributes, reader.ReadStudies().Single().UserAttributes.Count);
    }

    /// <summary>Of many that write to one trial at once, nothing is lost.</summary>
    [Fact]
    public async Task Workers_ThatWriteToOneTrialAtOnce_LoseNothing()
    {
        var rule = new StorageRule("Of many that write to one trial at once, nothing is lost.");
        const int workers = 4, steps = 25;
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());

        await AtOnce(workers, worker =>
        {
            using var mine = Open();
            for (int i = 0; i < steps; i++)
            {
                mine.Write(trial.Id, 0, new()
                {
                    IntermediateValues = new Dictionary<long, double> { [(worker * steps) + i] = i },
                    UserAttributes = Map(Invariant($"{worker}"), Invariant($"{i}")),
                });
            }
        });

        var read = storage.ReadTrials(study, -1, []).Single();
        rule.Same(Enumerable.Range(0, workers * steps).Select(step => (long)step), read.IntermediateValues.Keys.Order());
        rule.Same(Enumerable.Repeat(Invariant($"{steps - 1}"), workers), read.UserAttributes.Values);
    }

    /// <summary>
    /// A reader beside writers sees numbers without gaps, none that vanishes, and of a trial that has finished all that it has.
    /// </summary>
    [Fact]
    public async Task ReadTrials_WhileOthersWrite_HaveNoGaps_AndFinishedOnesAreWhole()
    {
        var rule = new StorageRule(
            "A reader beside writers sees numbers without gaps, none that vanishes, and of a trial that has finished all that it has.");
        const int writers = 3, trials = 40;
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var done = new CancellationTokenSource();

        var reader = Task.Run(
            () =>
            {
                using var mine = Open();
                var seen = new Dictionary<int, StoredTrial>();
                for (bool isLast = false; !isLast;)
                {
                    isLast = done.IsCancellationRequested;
                    var read = mine.ReadTrials(study, -1, []);
                    rule.Same(Enumerable.Range(0, read.Count), read.Select(trial => trial.Number));
                    rule.Holds(read.Count >= seen.Count);
                    foreach (var trial in read.Where(trial => trial.IsFinished))
                    {
                        rule.Same(trial.Values!.Single(), trial.IntermediateValues[0]);
                        rule.Same(trial.Values!.Single(), trial.Parameters["x"].Value);
                        rule.Same("true", trial.UserAttributes["is whole"]);
                    }

                    foreach (var old in seen.Values.Where(trial => trial.IsFinished))
                    {
                        rule.Same(Content(old), Content(read[old.Number]));
                    }

                    seen = read.ToDictionary(trial => trial.Number);
                }

                return seen.Count;
            },
            Token);
        await AtOnce(writers, _ =>
        {
            using var mine = Open();
            for (int i = 0; i < trials; i++)
            {
                double value = i / 64.0;
                var trial = mine.CreateTrial(study, new());
                mine.Write(trial.Id, 0, new()
                {
                    Parameters = Map("x", new StoredParameter(value, Rate)),
                    IntermediateValues = new Dictionary<long, double> { [0] = value },
                    UserAttributes = Map("is whole", "true"),
                    End = new(TrialState.Complete, [value], _noon),
                });
            }
        });
        await done.CancelAsync();

        rule.Same(writers * trials, await reader);
    }

    /// <summary>Of distributions that do not fit one another, set at once in different trials, the first prevails.</summary>
    [Fact]
    public async Task SetParameter_ForTheFirstTime_ByManyAtOnce_HasOneKind()
    {
        var rule = new StorageRule("Of distributions that do not fit one another, set at once in different trials, the first prevails.");
        string[] kinds =
        [
            Rate,
            LogRate,
            """{"name": "IntDistribution", "attributes": {"log": false, "step": 1, "low": 0, "high": 1}}""",
            """{"name": "CategoricalDistribution", "attributes": {"choices": [0, 1]}}""",
        ];
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
                    start.SignalAndWait(Token);
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
                Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            int first = Array.IndexOf(isSet, true);
            rule.Same(Enumerable.Range(0, kinds.Length).Select(i => i == first), isSet);
            rule.Same(
                isSet, reader.ReadTrials(study, -1, []).Select(trial => trial.Parameters.ContainsKey(name)));
        }
    }

    /// <summary>An attribute that is set once keeps its first value.</summary>
    [Fact]
    public async Task SetStudyAttributeOnce_ByManyAtOnce_KeepsTheFirstValue_AndReturnsIt()
    {
        var rule = new StorageRule("An attribute that is set once keeps its first value.");
        const int writers = 4;
        using var reader = Open();
        long study = reader.CreateStudy("study", [Direction.Minimize]);
        using var start = new Barrier(writers);
        string[] kept = await Task.WhenAll(Enumerable.Range(0, writers).Select(i => Task.Factory.StartNew(
            () =>
            {
                using var storage = Open();
                start.SignalAndWait(Token);
                return storage.SetStudyAttributeOnce(study, AttributeKind.System, "once", $"[{i}]");
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        string value = reader.ReadStudies().Single().SystemAttributes["once"];
        rule.All(value, kept);
        rule.Same(value, reader.SetStudyAttributeOnce(study, AttributeKind.System, "once", "0"));
        rule.Same("0", reader.SetStudyAttributeOnce(study, AttributeKind.User, "once", "0"));
        rule.Refuses<TrimtabException>(() => reader.SetStudyAttributeOnce(study + 1000, AttributeKind.User, "once", "0"));
        rule.Refuses<TrimtabException>(() => reader.SetStudyAttributeOnce(study, AttributeKind.User, "once", "nan"));
    }

    /// <summary>A study that is deleted while others write to its trials is deleted whole, and they are refused.</summary>
    [Fact]
    public async Task DeleteStudy_WhileOthersWrite_DeletesAll_AndRefusesThem()
    {
        var rule = new StorageRule("A study that is deleted while others write to its trials is deleted whole, and they are refused.");
        const int writers = 2, trials = 100;
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        long[] ids = [.. storage.CreateTrials(study, [.. Enumerable.Repeat(new StoredTrial(), trials)]).Select(trial => trial.Id)];
        using var begun = new CountdownEvent(writers);
        var refused = Enumerable.Range(0, writers).Select(writer => Task.Run(() => Write(writer), Token)).ToArray();

        begun.Wait(Token);
        storage.DeleteStudy(study);

        foreach (var error in await Task.WhenAll(refused))
        {
            rule.Same(typeof(TrimtabException), error.GetType()); // no fault of the storage
        }

        rule.Same([], storage.ReadStudies());

        TrimtabException Write(int writer)
        {
            using var mine = Open();
            for (int i = 0; ; i++)
            {
                try
                {
                    var attributes = new Dictionary<string, string> { [Invariant($"of {writer}, {i}")] = "1" };
                    mine.Write(ids[i % trials], 0, new() { SystemAttributes = attributes });
                }
                catch (TrimtabException error)
                {
                    return error;
                }

                if (i == 0)
                {
                    begun.Signal();
                }
            }
        }
    }

    private static Task AtOnce(int workers, Action<int> work) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(() => work(worker), Token)));
}
