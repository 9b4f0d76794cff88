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

    /// <summary>
    /// A trial that waits is claimed, one that runs ends or is given back, and one that has finished stays as it is.
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
            "A trial that waits is claimed, one that runs ends or is given back, and one that has finished stays as it is.");
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
        foreach (var (to, change) in from == TrialState.Waiting ? [] : changes)
        {
            var trial = Made();
            bool isLost = IsRefused(() => storage.Write(trial.Id, 0, change));

            rule.Same(from != TrialState.Running, isLost);
            rule.Same(from == TrialState.Running ? to : from, Read(trial).State);
            rule.Same(from == TrialState.Running && to == TrialState.Waiting ? 1 : 0, Read(trial).Attempt);
        }
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
