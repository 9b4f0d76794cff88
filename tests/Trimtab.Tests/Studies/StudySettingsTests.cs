using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>Settings of a study are checked when made; names and values that can't be meant are said.</summary>
public class StudySettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action> Refused => new()
    {
        { "UpTo must be 0 or more. Got -1.", () => _ = new OptimizeOptions { UpTo = -1 } },
        { "Timeout must be zero or more", () => _ = new OptimizeOptions { Timeout = Timeout.InfiniteTimeSpan } },
        { "Target must be finite. Got NaN.", () => _ = new OptimizeOptions { Target = double.NaN } },
        { "Target must be finite. Got Infinity.", () => _ = new OptimizeOptions { Target = double.PositiveInfinity } },
        { "Patience must be 1 or more", () => _ = new OptimizeOptions { Patience = 0 } },
        { "StopAfterFailures must be 1 or more", () => _ = new OptimizeOptions { StopAfterFailures = 0 } },
        { "TrialTimeout must be above zero", () => _ = new OptimizeOptions { TrialTimeout = TimeSpan.Zero } },
        { "Retries must be 0 or more", () => _ = new OptimizeOptions { Retries = -1 } },
        { "Workers must be 1 or more", () => _ = new OptimizeOptions { Workers = 0 } },
        { "Concurrency must be 1 or more", () => _ = new StudyOptions { Concurrency = 0 } },
        { "Name must be given", () => _ = new StudyOptions { Name = " " } },
        { "Sampler must be given", () => _ = new StudyOptions { Sampler = null! } },
        { "Pruner must be given", () => _ = new StudyOptions { Pruner = null! } },
        { "Fixed must be given", () => _ = new StudyOptions { Fixed = null! } },
        { "TimeProvider must be given", () => _ = new StudyOptions { TimeProvider = null! } },
        { "one or more objectives", () => _ = new StudyOptions { Objectives = [] } },
        { "one or more objectives", () => _ = new StudyOptions { Objectives = [null!] } },
        { "different names", () => _ = new StudyOptions { Objectives = [new("a"), new("a")] } },
        { "Minimize or Maximize. Got 7", () => _ = new StudyOptions { Direction = (Direction)7 } },
        { "Name", () => _ = new Objective(" ") },
        { "Epoch must be 1 or more. Got 0.", () => _ = new Report(0, 0, new Dictionary<string, double>()) },
        { "Epoch must be 1 or more. Got -5.", () => new Study().Ask().Report(1, -5) },
        { "Fold must be 0 or more. Got -1.", () => new Study().Ask().Report(1, 1, -1) },
        { "trials", () => new Study().OptimizeAsync(trial => 1.0, -1, cancellationToken: Token) },
        { "objective", () => new Study().OptimizeAsync((Func<LiveTrial, double>)null!, 1, cancellationToken: Token) },
        {
            "must have a value its distribution allows",
            () => _ = new Study(new() { Space = _space, Fixed = ParameterSet.Of(("rate", 7)) })
        },
        {
            "No fixed parameter is called 'raet'. Did you mean 'rate'? Known: layers, rate.",
            () => _ = new Study(new() { Space = _space, Fixed = ParameterSet.Of(("raet", 0.5)) })
        },
        {
            "No enqueued parameter is called 'Rate'. Did you mean 'rate'?",
            () => new Study(new() { Space = _space }).Enqueue(ParameterSet.Of(("Rate", 0.5)))
        },
        { "'layers' is enqueued at 2.5", () => new Study(new() { Space = _space }).Enqueue(ParameterSet.Of(("layers", 2.5))) },
    };

    private static readonly SearchSpace _space = new() { ["rate"] = new FloatDistribution(0, 1), ["layers"] = new IntDistribution(1, 4) };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Settings_OutOfRange_AreRefusedWhenMade(string message, Action make)
    {
        var error = Record.Exception(make);

        Assert.True(error is ArgumentException or TrimtabException, $"{error}");
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HugeSettings_Work()
    {
        var study = new Study(new() { Concurrency = int.MaxValue, Sampler = new RandomSampler() });

        await study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1),
            5,
            new()
            {
                TrialTimeout = TimeSpan.MaxValue,
                Timeout = TimeSpan.MaxValue,
                Retries = int.MaxValue,
                Patience = int.MaxValue,
                UpTo = int.MaxValue,
                StopAfterFailures = int.MaxValue,
                Target = double.MinValue,
                Workers = int.MaxValue,
            },
            Token);

        Assert.Equal(5, study.Trials.Completed.Count());
        Assert.Equal("0 trials were asked for", (await study.OptimizeAsync(trial => 1.0, 0, cancellationToken: Token)).Message);
    }

    [Fact]
    public void DirectionAndObjectives_InAnyOrder_MeanTheSame()
    {
        Objective[] objectives = [new("cost", Direction.Maximize), new("time")];

        var first = new StudyOptions { Objectives = objectives, Direction = Direction.Maximize };
        var second = new StudyOptions { Direction = Direction.Maximize, Objectives = objectives };

        Assert.Equal(objectives, first.Objectives);
        Assert.Equal(objectives, second.Objectives);
        Assert.Equal(Direction.Maximize, new Study(first).Direction);
        Assert.Equal([new Objective("value", Direction.Maximize)], new StudyOptions { Direction = Direction.Maximize }.Objectives);
        Assert.Contains(
            "Direction must not contradict Objectives",
            Assert.Throws<TrimtabException>(() => new Study(first with { Direction = Direction.Minimize })).Message,
            StringComparison.Ordinal);
        Assert.Throws<TrimtabException>(() => new Study(new() { Direction = Direction.Minimize, Objectives = objectives }));
        Assert.Equal(Direction.Minimize, new Study(first with { Objectives = [new("cost")], Direction = Direction.Minimize }).Direction);
    }

    [Fact]
    public async Task NamesNobodyAsksFor_AreWarnings_WithTheNearest()
    {
        var study = new Study(new() { Fixed = ParameterSet.Of(("depht", 3)) });
        study.Enqueue(ParameterSet.Of(("learningRate", 0.5)));
        study.Enqueue(ParameterSet.Of(("learning_rate", 0.5)));

        await study.OptimizeAsync(
            trial => trial.SuggestFloat("learning_rate", 0, 1) + trial.SuggestInt("depth", 1, 9), 4, cancellationToken: Token);

        Assert.Equal(

            [
                "'learningRate' is enqueued, and the objective function did not ask for it. Did you mean 'learning_rate'? It asked for "
                + "depth, learning_rate.",
            ],
            study[0].Warnings);
        Assert.Empty(study[1].Warnings);
        Assert.Equal(2, study.Warnings.Count);
        Assert.StartsWith("Trial 0: 'learningRate' is enqueued", study.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(
            "'depht' is fixed, and the objective function did not ask for it. Did you mean 'depth'? It asked for depth, learning_rate.",
            study.Warnings[1]);
    }

    [Fact]
    public async Task AddedAndEnqueuedPoints_AreEqualToThoseSuggested()
    {
        var study = new Study(new() { Space = _space });
        study.Enqueue(ParameterSet.Of(("layers", 3.0), ("rate", 1)));
        await study.OptimizeAsync(
            trial => trial.SuggestInt("layers", 1, 4) + trial.SuggestFloat("rate", 0, 1), 1, cancellationToken: Token);

        var added = study.Add(new()
        {
            Number = 0,
            Parameters = ParameterSet.Of(("layers", 3.0), ("rate", 1)),
            State = TrialState.Complete,
            Values = new Dictionary<string, double> { ["value"] = 4 },
        });

        Assert.Equal(study[0].Parameters, added.Parameters);
        Assert.Equal("""{"layers":3,"rate":1.0}""", added.Parameters.ToString());
    }

    [Fact]
    public void AddedTrials_ShareNothingMutable_AndNaNIsAFailure()
    {
        var study = new Study();
        var values = new Dictionary<string, double> { ["value"] = 4 };
        var attributes = new Dictionary<string, string> { ["host"] = "a" };
        study.Add(
            new() { Number = 0, Parameters = ParameterSet.Empty, State = TrialState.Complete, Values = values, Attributes = attributes });
        var nan = study.Add(new()
        {
            Number = 0,
            Parameters = ParameterSet.Empty,
            State = TrialState.Complete,
            Values = new Dictionary<string, double> { ["value"] = double.NaN },
        });

        values["value"] = 7;
        attributes["host"] = "b";

        Assert.Equal((4.0, "a"), (study[0].Values["value"], study[0].Attributes["host"]));
        Assert.Equal(TrialState.Failed, nan.State);
        Assert.Equal(0, study.BestTrial!.Number);
    }

    [Fact]
    public void Reports_InAnyOrder_AreSorted_TheFirstOfEachCounts()
    {
        var trial = new Study().Ask();
        foreach (int i in Enumerable.Range(0, 3000).Select(i => i * 1237 % 3000))
        {
            trial.Report(i, (i / 3) + 1, i % 3);
            trial.Report(-1, (i / 3) + 1, i % 3);
        }

        var told = trial.Tell(0);

        Assert.Equal(
            Enumerable.Range(0, 3000).OrderBy(i => i % 3).ThenBy(i => i).Select(i => (double)i),
            told.Reports.Select(report => report.Metrics["value"]));
    }

    [Fact]
    public void Best_IsTheBestOfTheHistory_TheEarliestOnTies_WhateverTheOrderOfTheEnds()
    {
        foreach (var direction in Enum.GetValues<Direction>())
        {
            var study = new Study(new() { Direction = direction });
            double[] values = [3, 1, 5, 1, 5, 2, double.NaN];
            var trials = values.Select(_ => study.Ask()).ToList();
            trials[5].Constrain(1);
            foreach (int i in new[] { 4, 3, 6, 0, 2, 5, 1 })
            {
                trials[i].Tell(values[i]);
                Assert.Equal(study.Trials.BestFirst(new("value", direction)).First().Number, study.BestTrial?.Number);
            }
        }
    }
}
