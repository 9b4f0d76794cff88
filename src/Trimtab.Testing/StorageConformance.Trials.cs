using Trimtab.Storages;

namespace Trimtab.Testing;

/// <content>The life of a trial: what may become of it, and what is refused.</content>
public abstract partial class StorageConformance
{
    /// <summary>A trial runs, is written to and ends; then nothing changes it.</summary>
    [Fact]
    public void Write_UpToTheEnd_IsKept_AndRefusedAfterIt()
    {
        var rule = new StorageRule("A trial runs, is written to and ends; then nothing changes it.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new() { Started = _noon });

        storage.Write(trial.Id, 0, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) });
        storage.Write(trial.Id, 0, new() { IntermediateValues = new Dictionary<long, double> { [1] = 3 } });
        storage.Write(trial.Id, 0, new() { IntermediateValues = new Dictionary<long, double> { [1] = 2, [2] = double.NaN } });
        storage.Write(
            trial.Id, 0, new() { SystemAttributes = Map("constraints", "[0.0]"), End = new(TrialState.Pruned, [2], _noon.AddMinutes(1)) });
        var ended = storage.ReadTrials(study, -1, []).Single();

        rule.Same(TrialState.Pruned, ended.State);
        rule.Same([2.0], ended.Values);
        rule.Same((_noon, _noon.AddMinutes(1)), (ended.Started, ended.Completed));
        rule.Same(0.5, ended.Parameters["x"].Value);
        rule.Same(2, ended.IntermediateValues[1]);
        rule.Same(double.NaN, ended.IntermediateValues[2]);
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
            rule.Refuses<LostTrialException>(() => storage.Write(trial.Id, 0, change));
        }

        rule.Same(null, storage.Claim(trial.Id, _noon, _none));
        rule.Same(Content(ended), Content(storage.ReadTrials(study, -1, []).Single()));
    }

    /// <summary>A trial is found by its number, also among those of other studies; of other numbers there is none.</summary>
    [Fact]
    public void FindTrial_OfANumber_IsThatTrial()
    {
        var rule = new StorageRule("A trial is found by its number, also among those of other studies; of other numbers there is none.");
        using var storage = Open();
        long[] studies = [storage.CreateStudy("a", [Direction.Minimize]), storage.CreateStudy("b", [Direction.Minimize])];
        for (int i = 0; i < 12; i++)
        {
            storage.CreateTrial(studies[i % 3 == 0 ? 0 : 1], new() { Started = _noon, UserAttributes = Map("i", Invariant($"{i}")) });
        }

        foreach (long study in studies)
        {
            foreach (var trial in storage.ReadTrials(study, -1, []))
            {
                rule.Same(Content(trial), Content(storage.FindTrial(study, trial.Number)!));
            }
        }

        rule.Same<StoredTrial?>(null, storage.FindTrial(studies[0], 4));
        rule.Same<StoredTrial?>(null, storage.FindTrial(studies[0], -1));
        rule.Same<StoredTrial?>(null, storage.FindTrial(storage.CreateStudy("c", [Direction.Minimize]), 0));
        rule.Refuses<TrimtabException>(() => storage.FindTrial(long.MaxValue, 0));
    }

    /// <summary>
    /// A trial that waits is claimed, one that runs is given back, one of them ends, and one that has finished stays as it is.
    /// </summary>
    [Theory]
    [InlineData(TrialState.Waiting)]
    [InlineData(TrialState.Running)]
    [InlineData(TrialState.Complete)]
    [InlineData(TrialState.Pruned)]
    [InlineData(TrialState.Failed)]
    public void Trials_OfEachState_ChangeAsTheTableOfTransitionsSays(TrialState from)
    {
        var rule = new StorageRule(
            "A trial that waits is claimed, one that runs is given back, one of them ends, and one that has finished stays as it is.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        StoredTrial Made() => storage.CreateTrial(study, new()
        {
            State = from,
            Values = from is TrialState.Complete or TrialState.Pruned ? [1] : null,
            Started = from == TrialState.Waiting ? null : _noon,
            Completed = from is TrialState.Waiting or TrialState.Running ? null : _noon,
        });
        StoredTrial Read(StoredTrial trial) => storage.ReadTrials(study, trial.Id - 1, [])[0];
        var changes = new Dictionary<TrialState, TrialChanges>
        {
            [TrialState.Waiting] = new() { IsReleased = true },
            [TrialState.Complete] = new() { End = new(TrialState.Complete, [2], _noon) },
            [TrialState.Pruned] = new() { End = new(TrialState.Pruned, [2], _noon) },
            [TrialState.Failed] = new() { End = new(TrialState.Failed, null, _noon) },
        };

        var claimed = Made();
        rule.Same(from == TrialState.Waiting ? 0 : null, storage.Claim(claimed.Id, _noon, _none));
        rule.Same(from == TrialState.Waiting ? TrialState.Running : from, Read(claimed).State);
        bool isOpen = from is TrialState.Waiting or TrialState.Running;
        foreach (var (to, change) in changes)
        {
            var trial = Made();
            bool isLegal = isOpen && (from, to) != (TrialState.Waiting, TrialState.Waiting);
            bool isLost = IsRefused<LostTrialException>(() => storage.Write(trial.Id, 0, change));

            rule.Same(!isLegal, isLost);
            rule.Same(isLegal ? to : from, Read(trial).State);
            rule.Same(isLegal && to == TrialState.Waiting ? 1 : 0, Read(trial).Attempt);
        }

        var written = Made();
        rule.Same(!isOpen, IsRefused<LostTrialException>(() => storage.Write(written.Id, 0, new() { UserAttributes = Map("a", "1") })));
        rule.Same((from, isOpen ? 1 : 0), (Read(written).State, Read(written).UserAttributes.Count));
    }

    /// <summary>A trial is either given back or ends.</summary>
    [Fact]
    public void Write_ThatGivesATrialBackAndEndsIt_IsRefused()
    {
        var rule = new StorageRule("A trial is either given back or ends.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());

        rule.Refuses<ArgumentException>(() =>
            storage.Write(trial.Id, 0, new() { IsReleased = true, End = new(TrialState.Complete, [1], _noon) }));

        var read = storage.ReadTrials(study, -1, []).Single();
        rule.Same((TrialState.Running, 0), (read.State, read.Attempt));
    }

    /// <summary>A trial has a value for each objective, or none; one that is complete has them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Values_OfAnotherNumberThanTheObjectives_AreRefused(int objectives)
    {
        var rule = new StorageRule("A trial has a value for each objective, or none; one that is complete has them.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [.. Enumerable.Repeat(Direction.Minimize, objectives)]);
        var trial = storage.CreateTrial(study, new());
        double[] values = [1, 2, 3];

        foreach (var state in new[] { TrialState.Complete, TrialState.Pruned })
        {
            foreach (double[] wrong in new[] { [], values[..(objectives - 1)], values[..(objectives + 1)] })
            {
                rule.Refuses<TrimtabException>(() => storage.Write(trial.Id, 0, new() { End = new(state, wrong, _noon) }));
                rule.Refuses<TrimtabException>(() => storage.CreateTrial(study, Completed(1) with { State = state, Values = wrong }));
                rule.Refuses<TrimtabException>(() => storage.CreateTrials(study, [Completed(1) with { State = state, Values = wrong }]));
            }
        }

        rule.Refuses<TrimtabException>(() => storage.Write(trial.Id, 0, new() { End = new(TrialState.Complete, null, _noon) }));
        rule.Refuses<TrimtabException>(() => storage.CreateTrial(study, Completed(1) with { Values = null }));
        rule.Same(TrialState.Running, storage.ReadTrials(study, -1, []).Single().State);
        storage.CreateTrial(study, Completed(1) with { State = TrialState.Pruned, Values = null });
        storage.Write(trial.Id, 0, new() { End = new(TrialState.Complete, values[..objectives], _noon) });
        rule.Same(values[..objectives], storage.ReadTrials(study, -1, [])[0].Values);
    }

    /// <summary>Only the newest attempt writes; the number of an attempt that there was not yet is refused, too.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Write_OfAnotherAttempt_IsRefused(int attempt)
    {
        var rule = new StorageRule("Only the newest attempt writes; the number of an attempt that there was not yet is refused, too.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new());

        rule.Refuses<LostTrialException>(() => storage.Write(trial.Id, attempt, new() { UserAttributes = Map("a", "1") }));
        rule.Refuses<LostTrialException>(() => storage.Write(trial.Id, attempt, new() { End = new(TrialState.Failed, null, _noon) }));
        rule.Same(TrialState.Running, storage.ReadTrials(study, -1, []).Single().State);
    }

    /// <summary>A claim whose attributes are refused has claimed nothing.</summary>
    [Fact]
    public void Claim_WithAnAttributeThatIsNoJson_IsRefused_AndTheTrialWaits()
    {
        var rule = new StorageRule("A claim whose attributes are refused has claimed nothing.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        var trial = storage.CreateTrial(study, new() { State = TrialState.Waiting });

        rule.Refuses<TrimtabException>(() => storage.Claim(trial.Id, _noon, Map("owner", "no JSON")));

        var read = storage.ReadTrials(study, -1, []).Single();
        rule.Same(TrialState.Waiting, read.State);
        rule.None(read.SystemAttributes);
        rule.Same(0, storage.Claim(trial.Id, _noon, Map("owner", "1")));
    }

    /// <summary>Parameters and attributes have the order in which they were first set, and the value that was set last.</summary>
    [Fact]
    public void Write_OfANameAgain_KeepsItsPlace_AndTheLastValue()
    {
        var rule = new StorageRule(
            "Parameters and attributes have the order in which they were first set, and the value that was set last.");
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);
        var trial = one.CreateTrial(study, new());
        int i = 0;
        foreach (string name in new[] { "b", "a", "c", "a", "b" })
        {
            double value = i++;
            one.Write(trial.Id, 0, new()
            {
                Parameters = Map(name, new StoredParameter(value / 8, Rate)),
                IntermediateValues = new Dictionary<long, double> { [name[0]] = value },
                UserAttributes = Map(name, Invariant($"{value}")),
            });
        }

        var read = other.ReadTrials(study, -1, []).Single();

        rule.Same(["b", "a", "c"], read.Parameters.Keys);
        rule.Same([0.5, 0.375, 0.25], read.Parameters.Values.Select(parameter => parameter.Value));
        rule.Same(["b", "a", "c"], read.UserAttributes.Keys);
        rule.Same(["4", "3", "2"], read.UserAttributes.Values);
        rule.Same([4.0, 3.0, 2.0], "bac".Select(name => read.IntermediateValues[name]));
    }

    /// <summary>A step that is refused has written nothing of what it consists of.</summary>
    [Fact]
    public void Write_WithOnePartThatIsRefused_WritesNothing()
    {
        var rule = new StorageRule("A step that is refused has written nothing of what it consists of.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(study, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) });
        var trial = storage.CreateTrial(study, new());

        rule.Refuses<TrimtabException>(() => storage.Write(
            trial.Id, 0, new() { UserAttributes = Map("a", "1"), Parameters = Map("x", new StoredParameter(0.5, LogRate)) }));

        var read = storage.ReadTrials(study, trial.Id - 1, []).Single();
        rule.None(read.UserAttributes);
        rule.None(read.Parameters);
    }

    /// <summary>A parameter has one class, one scale and one list of choices in a study; its range may change.</summary>
    [Fact]
    public void SetParameter_OfAnotherRange_IsKept_OfAnotherKind_IsRefused()
    {
        var rule = new StorageRule("A parameter has one class, one scale and one list of choices in a study; its range may change.");
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
            rule.Refuses<TrimtabException>(() =>
                storage.Write(trial.Id, 0, new() { Parameters = Map("x", new StoredParameter(1, other)) }));
        }

        storage.Write(trial.Id, 0, new() { Parameters = Map("x", new StoredParameter(8, WideRate)) });

        rule.Same(new(8, WideRate), storage.ReadTrials(study, -1, [])[1].Parameters["x"]);
    }

    /// <summary>A trial that is created has distributions that fit those of the study's other trials.</summary>
    [Fact]
    public void CreateTrial_WithAParameterOfAnotherKind_IsRefused()
    {
        var rule = new StorageRule("A trial that is created has distributions that fit those of the study's other trials.");
        using var storage = Open();
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        StoredTrial Has(string name, string kind) => Completed(1) with { Parameters = Map(name, new StoredParameter(1, kind)) };
        storage.CreateTrial(study, Has("x", Rate));

        rule.Refuses<TrimtabException>(() => storage.CreateTrial(study, Has("x", LogRate)));
        rule.Refuses<TrimtabException>(() => storage.CreateTrials(study, [Has("x", LogRate)]));
        rule.Same(1, storage.ReadTrials(study, -1, []).Count);
        rule.Refuses<TrimtabException>(() => storage.CreateTrials(study, [Has("y", Rate), Has("y", LogRate)]));
        storage.CreateTrials(study, [Has("x", WideRate), Has("z", LogRate)]);

        rule.None(storage.ReadTrials(study, -1, []).Where(trial => trial.Parameters.Values.Any(set => set.Distribution == LogRate))
            .Where(trial => !trial.Parameters.ContainsKey("z")));
    }

    /// <summary>A study that takes the place of one that another process has deleted has nothing of it, whatever its id.</summary>
    [Fact]
    public void SetParameter_InAStudyThatAnotherProcessHasMadeAnew_MayHaveAnotherKind()
    {
        var rule = new StorageRule("A study that takes the place of one that another process has deleted has nothing of it.");
        using StudyStorage one = Open(), other = Open();
        long old = one.CreateStudy("study", [Direction.Minimize]);
        one.CreateTrial(old, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) });
        one.CreateTrial(old, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) }); // what the first had is known by now

        other.DeleteStudy(old);
        long study = other.CreateStudy("study", [Direction.Minimize]);
        other.CreateTrial(study, new() { Parameters = Map("x", new StoredParameter(0.5, LogRate)) });
        rule.Refuses<TrimtabException>(() => one.CreateTrial(study, new() { Parameters = Map("x", new StoredParameter(0.5, Rate)) }));
        one.CreateTrial(study, new() { Parameters = Map("x", new StoredParameter(0.25, LogRate)) });

        rule.Same([0.5, 0.25], one.ReadTrials(study, -1, []).Select(trial => trial.Parameters["x"].Value));
    }

    /// <summary>What is given back waits again, and the attempt that gave it back is void.</summary>
    [Fact]
    public void Release_OfATrial_GivesItToAnother_AndMakesTheOldAttemptVoid()
    {
        var rule = new StorageRule("What is given back waits again, and the attempt that gave it back is void.");
        using StudyStorage one = Open(), other = Open();
        long study = one.CreateStudy("study", [Direction.Minimize]);
        var trial = one.CreateTrial(study, new() { State = TrialState.Waiting });

        rule.Same(0, one.Claim(trial.Id, _noon, Map("owner", "1")));
        rule.Same(null, other.Claim(trial.Id, _noon.AddSeconds(1), Map("owner", "2")));
        rule.Same("1", other.ReadTrials(study, -1, []).Single().SystemAttributes["owner"]);
        other.Write(trial.Id, 0, new() { IsReleased = true });
        rule.Same(1, other.Claim(trial.Id, _noon.AddSeconds(2), Map("owner", "2")));

        rule.Refuses<LostTrialException>(() => one.Write(trial.Id, 0, new() { End = new(TrialState.Complete, [1], _noon) }));
        other.Write(trial.Id, 1, new() { End = new(TrialState.Complete, [2], _noon) });
        var read = one.ReadTrials(study, -1, []).Single();
        rule.Same([2.0], read.Values);
        rule.Same((1, _noon.AddSeconds(2)), (read.Attempt, read.Started));
    }
}
