using System.Globalization;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A study whose trials are in a storage goes on where it stopped, however that was.</summary>
public abstract partial class DurableStudyTests
{
    private static readonly StudyOptions _tpe = new() { Seed = 5, Sampler = new TpeSampler(), Concurrency = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Study_StoppedAndOpenedAgain_EqualsOneThatNeverStopped()
    {
        var whole = new Study(_tpe);
        await whole.OptimizeAsync(Objective, 30, cancellationToken: Token);

        using (var storage = Open())
        {
            await Study.Open(storage, _tpe).OptimizeAsync(Objective, 12, cancellationToken: Token);
        }

        using var again = Open();
        var study = Study.Open(again, _tpe);
        Assert.Equal(12, study.Count);
        await study.OptimizeAsync(Objective, options: new() { UpTo = 30 }, cancellationToken: Token);

        Assert.Equal(whole.Trials.Select(Outcome), study.Trials.Select(Outcome));
        Assert.Equal(whole.Trials.Select(Outcome), Study.Open(again, _tpe).Trials.Select(Outcome));
    }

    [Fact]
    public void Study_OpenedByManyAtOnce_IsCreatedOnce()
    {
        Parallel.For(0, 8, new ParallelOptions { CancellationToken = Token, MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var opened = Open();
            Study.Open(opened, _tpe);
        });

        using var storage = Open();
        Assert.Equal("study", Assert.Single(storage.ReadStudies()).Name);
    }

    /// <summary>As where the process is killed while a trial runs: the storage is not closed.</summary>
    [Fact]
    public async Task Study_WhoseProcessEndsInTheMiddleOfATrial_EqualsOneThatNeverStopped()
    {
        var one = _tpe with { Concurrency = 1 };
        var whole = new Study(one);
        await whole.OptimizeAsync(Objective, 30, cancellationToken: Token);

        for (int stop = 5; stop < 30; stop += 8)
        {
            using var storage = Open();
            var study = Study.Open(storage, one);
            await study.OptimizeAsync(Objective, options: new() { UpTo = stop }, cancellationToken: Token);
            var dropped = study.Ask();
            dropped.SuggestFloat("x", -10, 10);
            dropped.Report(1, 1);
            dropped.Report(0, 7); // one that the next attempt does not make
        }

        using var again = Open();
        var last = Study.Open(again, one);
        Assert.Equal(TrialState.Waiting, last[29].State);
        await last.OptimizeAsync(Objective, options: new() { UpTo = 30 }, cancellationToken: Token);

        Assert.Equal(whole.Trials.Select(Outcome), last.Trials.Select(Outcome));
        Assert.Equal(whole.Trials.Select(Outcome), Study.Open(again, one).Trials.Select(Outcome));
    }

    /// <summary>
    /// What an attempt that was given back has asked for is not the trial's, in any form: after a report, and after another attempt that
    /// ended in the same way.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Trial_WhoseEarlierAttemptsTookAnotherBranch_HasTheParametersOfTheLast(int attempts)
    {
        for (int i = 0; i < attempts; i++)
        {
            using var storage = Open();
            var earlier = Study.Open(storage, new()).Ask();
            earlier.SuggestCategorical("kind", ["linear", "rbf"]);
            earlier.SuggestFloat($"gamma{i}", 0, 1);
            earlier.Report(1, 1);
        }

        using var again = Open();
        var study = Study.Open(again, new());
        var trial = study.Ask();
        trial.SuggestInt("n", 0, 9);
        trial.SuggestCategorical("kind", ["linear", "rbf"]);
        trial.Report(0.5, 1);
        trial.Tell(2);

        using var reader = Open();
        var read = Study.Open(reader, new());
        Assert.Equal(["kind", "n"], read[0].Parameters.Keys);
        Assert.Equal(Outcome(study[0]), Outcome(read[0]));
        new StudyCatalog(reader).Rename("study", "other");
        Assert.Equal(Outcome(study[0]), Outcome(Study.Open(reader, new() { Name = "other" })[0]));
    }

    [Fact]
    public async Task Trial_WhoseFirstAttemptFailed_InAnotherBranch_HasTheParametersOfTheLast()
    {
        using StudyStorage storage = Open(), reader = Open();
        var study = Study.Open(storage, new());
        int attempts = 0;

        await study.OptimizeAsync(
            trial =>
            {
                bool isFirst = attempts++ == 0;
                double x = trial.SuggestFloat(isFirst ? "x" : "y", 0, 1);
                trial.Report(x, 1);
                return isFirst ? throw new InvalidOperationException("first") : x;
            },
            1,
            new() { Retries = 1 },
            Token);

        Assert.Equal(["y"], Study.Open(reader, new())[0].Parameters.Keys);
    }

    /// <summary>Each study has the settings of one opener, and the others are told what differs.</summary>
    [Fact]
    public async Task Study_OpenedByManyAtOnce_WithDifferentSettings_HasThoseOfOne()
    {
        const int openers = 6;
        for (int round = 0; round < 5; round++)
        {
            string name = $"study {round}";
            using var start = new Barrier(openers);
            object[] opened = await Task.WhenAll(Enumerable.Range(0, openers).Select(i => Task.Factory.StartNew(
                () =>
                {
                    using var storage = Open();
                    start.SignalAndWait(Token);
                    try
                    {
                        return (object)Study.Open(storage, new() { Name = name, Seed = (ulong)i }).Options.Seed;
                    }
                    catch (TrimtabException error)
                    {
                        return error.Message;
                    }
                },
                Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            ulong seed = Assert.Single(opened.OfType<ulong>());
            Assert.All(opened.OfType<string>(), message => Assert.StartsWith(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A study must be opened with the settings it had before. '{name}' had seed {seed}, not "),
                message,
                StringComparison.Ordinal));
            using var reader = Open();
            Study.Open(reader, new() { Name = name, Seed = seed });
        }
    }

    [Fact]
    public async Task ResumedTrials_OfAStudyThatStopped_EqualThoseOfOneThatNeverStopped()
    {
        var pruner = new SuccessiveHalvingPruner { MinResource = 1, Promotes = true, ReductionFactor = 2 };
        var options = new StudyOptions { Seed = 3, Pruner = pruner };
        var whole = new Study(options);
        await whole.OptimizeAsync(Trained, 24, cancellationToken: Token);

        for (int count = 5; count <= 24; count++)
        {
            using var storage = Open();
            await Study.Open(storage, options).OptimizeAsync(Trained, options: new() { UpTo = count }, cancellationToken: Token);
        }

        using var again = Open();
        var study = Study.Open(again, options);
        Assert.Contains(study.Trials, trial => trial.State == TrialState.Paused);
        Assert.Contains(study.Trials, trial => trial.Resumes is not null);
        Assert.Equal(whole.Trials.Select(Outcome), study.Trials.Select(Outcome));
    }

    [Fact]
    public void ChangedSettings_AreRefusedWithTheDifference_AndAcceptedWithTheOption()
    {
        using var storage = Open();
        Study.Open(storage, _tpe);

        var error = Assert.Throws<TrimtabException>(() => Study.Open(storage, _tpe with { Seed = 6 }));
        Study.Open(storage, _tpe with { Seed = 6 }, acceptsChanges: true);

        Assert.StartsWith(
            "A study must be opened with the settings it had before. 'study' had seed 5, not 6. ", error.Message, StringComparison.Ordinal);
        Study.Open(storage, _tpe with { Seed = 6 });
        Assert.Throws<TrimtabException>(() => Study.Open(storage, _tpe));
        Assert.Throws<TrimtabException>(() =>
            Study.Open(storage, _tpe with { Seed = 6, Direction = Direction.Maximize }, acceptsChanges: true));
    }

    /// <summary>Values are stored by place, so that a name at another place would be another one's.</summary>
    [Fact]
    public void ObjectivesInAnotherOrder_AreRefused_WhateverIsAccepted()
    {
        using var storage = Open();
        var options = new StudyOptions { Name = "two", Objectives = [new("a"), new("b")] };
        Study.Open(storage, options).Ask().Tell(1, 2);
        var swapped = options with { Objectives = [new("b"), new("a")] };
        var moved = options with { Objectives = [new("b"), new("c")] };

        Assert.Throws<TrimtabException>(() => Study.Open(storage, swapped, acceptsChanges: true));
        Assert.Throws<TrimtabException>(() => Study.Open(storage, moved, acceptsChanges: true));
        Assert.Throws<TrimtabException>(() => new StudyCatalog(storage).Add(swapped, []));

        var read = new StudyCatalog(storage).Read("two");
        Assert.Equal(["a", "b"], read.Objectives.Select(objective => objective.Name));
        Assert.Equal((1, 2), (read.Trials[0].Values["a"], read.Trials[0].Values["b"]));
        Study.Open(storage, options with { Objectives = [new("a"), new("c")] }, acceptsChanges: true);
    }

    /// <summary>As written by a version whose sampler did not have the option yet.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Settings_ThatLackAMember_CountAsItsDefault(bool isDefault)
    {
        using var storage = Open();
        string member = Invariant($"StartupTrials = {new TpeSampler().StartupTrials}"), now = $"{new TpeSampler()}";
        Assert.Contains(member, now, StringComparison.Ordinal);
        long id = storage.CreateStudy("study", [Direction.Minimize]);
        string before = now.Replace($"{member}, ", "", StringComparison.Ordinal).Replace($", {member}", "", StringComparison.Ordinal);
        storage.SetStudyAttribute(id, AttributeKind.System, "trimtab:settings", $$"""{"seed": "0", "sampler": "{{before}}"}""");
        var options = new StudyOptions { Sampler = new TpeSampler { StartupTrials = isDefault ? new TpeSampler().StartupTrials : 3 } };

        var error = Record.Exception(() => Study.Open(storage, options));

        Assert.Equal(isDefault ? null : typeof(TrimtabException), error?.GetType());
        Assert.Throws<TrimtabException>(() => Study.Open(storage, options with { AllowDuplicates = true })); // a setting that it lacks
    }

    [Fact]
    public async Task Trials_OfEveryKind_ComeBackEqual()
    {
        var clock = new ManualClock();
        clock.Advance(TimeSpan.FromDays(700_000));
        var options = new StudyOptions { Pruner = new ThresholdPruner { Upper = 1 }, TimeProvider = clock };
        using var storage = Open();
        var study = Study.Open(storage, options);
        study.Enqueue(ParameterSet.Of(("x", 0.25), ("kind", "b")));
        await study.OptimizeAsync(Varied, 8, new() { Retries = 1 }, Token);
        study.Add(new() { Number = 0, State = TrialState.Complete, Parameters = ParameterSet.Of(("y", 3)), Values = Value(2) });
        study.Enqueue(ParameterSet.Of(("x", 0.75)));
        var live = study.Ask();
        live.SuggestFloat("x", 0, 1);
        live.TellFailed("no reason");
        study.Enqueue(ParameterSet.Of(("x", 0.5)));

        using var other = Open();
        var again = Study.Open(other, options);

        Assert.Contains(study.Trials, trial => trial.State == TrialState.Failed);
        Assert.Contains(study.Trials, trial => trial is { State: TrialState.Pruned, Reports.Count: > 1 });
        Assert.Equal(study.Trials.Select(Description), again.Trials.Select(Description));

        double Varied(LiveTrial trial)
        {
            clock.Advance(TimeSpan.FromTicks(1234567));
            double x = trial.SuggestFloat("x", 0, 1);
            string kind = trial.SuggestCategorical("kind", ["a", "b \"é\""]);
            trial.SuggestCategorical("mixed", [ParameterValue.From(true), 2, 2.5, "2"]);
            trial.SuggestInt("n", 1, 64, log: true);
            trial.SuggestFloat("step", 0, 1, step: 0.1);
            trial.SetAttribute("host", "日本\n" + kind);
            if (trial.Number == 2)
            {
                throw new InvalidOperationException("trial 2");
            }

            trial.Constrain(trial.Number == 3 ? 0.125 : -1);
            trial.Report(0.5, 1);
            trial.Report(trial.Number == 4 ? 2 : 0.25, 3);
            trial.ThrowIfPruned();
            trial.Report(0.1, 1, fold: trial.Number % 2);
            return trial.Number == 5 ? double.NaN : trial.Number == 6 ? double.PositiveInfinity : x;
        }
    }

    [Fact]
    public async Task SeveralObjectives_ComeBackEqual()
    {
        var options = new StudyOptions
        {
            Objectives = [new("loss", Direction.Minimize), new("accuracy", Direction.Maximize)],
            Space = new() { ["x"] = new FloatDistribution(0, 1) },
        };
        using var storage = Open();
        var study = Study.Open(storage, options);
        await study.OptimizeAsync(trial => [trial.SuggestFloat("x", 0, 1), -1.5], 5, cancellationToken: Token);

        var again = Study.Open(storage, options);

        Assert.Equal(study.Trials.Select(Outcome), again.Trials.Select(Outcome));
        Assert.Equal("[\"loss\", \"accuracy\"]", storage.ReadStudies().Single().SystemAttributes["study:metric_names"]);
    }

    [Fact]
    public async Task Trials_AreInTheStorageBeforeTheyAreInTheStudy()
    {
        using StudyStorage storage = Open(), reader = Open();
        var study = Study.Open(storage, new());
        long id = reader.ReadStudies().Single().Id;

        await study.OptimizeAsync(
            trial =>
            {
                Assert.Equal(TrialState.Running, reader.ReadTrials(id, -1, [])[trial.Number].State);
                double x = trial.SuggestFloat("x", 0, 1);
                trial.Report(x, 2);
                Assert.Equal([KeyValuePair.Create(1L, x)], reader.ReadTrials(id, -1, [])[trial.Number].IntermediateValues);
                return x;
            },
            3,
            new() { TrialEnded = (_, trial) => Assert.Equal(trial.Value, reader.ReadTrials(id, -1, [])[trial.Number].Values!.Single()) },
            Token);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    /// <summary>Opens the storage of this test, empty at first. Another call opens the same one as another process would.</summary>
    protected abstract StudyStorage Open();

    private static double Objective(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x", -10, 10);
        trial.Report(1, 1);
        return trial.SuggestCategorical("kind", ["linear", "rbf"]) == "rbf"
            ? (x * x) + trial.SuggestFloat("gamma", 1e-5, 1, log: true)
            : 5 + (x * x) + trial.SuggestInt("n", 0, 9);
    }

    private static double Trained(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x", 0, 1);
        for (int epoch = 1; epoch <= 8; epoch++)
        {
            trial.Report(x + (1.0 / epoch), epoch);
            trial.ThrowIfPruned();
        }

        return x;
    }

    private static Dictionary<string, double> Value(double value) => new() { ["value"] = value };

    /// <summary>What a trial was and came to, without times.</summary>
    internal static string Outcome(Trial trial) => string.Create(CultureInfo.InvariantCulture, $"""
        {trial.Number} {trial.State} {trial.Parameters} resumes {trial.Resumes}
        space {string.Join(", ", trial.Space)}
        values {string.Join(", ", trial.Values)}
        reports {string.Join("; ", trial.Reports.Select(report => $"{report.Fold} {report.Epoch} {string.Join(", ", report.Metrics)}"))}
        violation {trial.Violation}
        """);

    private static string Description(Trial trial) => string.Create(CultureInfo.InvariantCulture, $"""
        {Outcome(trial)}
        given {trial.Given}, enqueued {trial.Enqueued}
        origins {string.Join(", ", trial.Origins.OrderBy(item => item.Key, StringComparer.Ordinal))}
        attributes {string.Join(", ", trial.Attributes)}
        started {trial.Started:O}, took {trial.Duration}
        failure {trial.Failure}
        warnings {string.Join("; ", trial.Warnings)}
        """);
}
