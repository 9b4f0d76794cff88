using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>Another attempt of a trial has the values of the first, whatever has ended in between.</summary>
public class KeptParameterTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)] // so that the test can fail: without being kept they differ
    public void AnotherProcess_HasTheValuesThatWereSuggestedWhenTheTrialAsked(bool isKept)
    {
        using var storage = new MemoryStorage();
        var first = Open(storage);
        Evaluate(first, 10);
        LiveTrial[] others = [.. Enumerable.Range(0, 8).Select(_ => first.Ask())]; // with several at once
        Array.ForEach(others, other => Suggest(other));
        var live = first.Ask();
        var values = Suggest(live);
        if (isKept)
        {
            live.KeepParameters();
        }

        Array.ForEach(others, other => other.Tell(other.Parameters["x"].As<double>()));
        Release(storage, live.Number);
        var again = Open(storage).Ask();
        var later = Suggest(again);

        Assert.Equal(live.Number, again.Number);
        Assert.Equal(isKept, values.Equals(later));
        Assert.Equal(values["opt"], later["opt"]); // suggested jointly
        Assert.Equal(["tpe", "tpe"], again.Tell(1).Origins.Values);
    }

    [Fact]
    public void WhatOtherTrialsAreSuggested_DoesNotDependOnIt()
    {
        ParameterSet Next(bool isKept)
        {
            using var storage = new MemoryStorage();
            var study = Open(storage);
            Evaluate(study, 12);
            var live = study.Ask();
            Suggest(live);
            if (isKept)
            {
                live.KeepParameters();
            }

            return Suggest(study.Ask());
        }

        Assert.Equal(Next(isKept: false), Next(isKept: true));
    }

    [Fact]
    public void WhereAllIsSuggestedJointly_NothingIsWritten()
    {
        using var storage = new MemoryStorage();
        var space = SearchSpace.Create([KeyValuePair.Create("x", (Distribution)new FloatDistribution(0, 1))]);
        var study = Study.Open(storage, new() { Name = "study", Space = space });
        var live = study.Ask();
        live.SuggestFloat("x", 0, 1);
        var before = storage.ReadTrials(storage.ReadStudies()[0].Id, -1, [])[0];

        live.KeepParameters();

        var after = storage.ReadTrials(storage.ReadStudies()[0].Id, -1, [])[0];
        Assert.Equal(before.SystemAttributes, after.SystemAttributes);
        live.Tell(1);
        Assert.Throws<LostTrialException>(() => storage.Write(after.Id, 0, new()));
    }

    [Fact]
    public void AfterTheEnd_NothingIsKept()
    {
        using var storage = new MemoryStorage();
        var study = Open(storage);
        var live = study.Ask();
        Suggest(live);
        live.KeepParameters();
        var told = live.Tell(1);

        Assert.Equal(told.Parameters, new StudyCatalog(storage).Read("study").Trials[0].Parameters);
        Assert.Equal(told.Given, new StudyCatalog(storage).Read("study").Trials[0].Given);
    }

    private static Study Open(StudyStorage storage) => Study.Open(storage, new()
    {
        Name = "study",
        Space = SearchSpace.Create([KeyValuePair.Create("opt", (Distribution)new CategoricalDistribution(["sgd", "momentum"]))]),
        Sampler = new TpeSampler { StartupTrials = 4 },
        Schedule = Schedule.Asynchronous,
    });

    /// <summary>The parameter x applies only sometimes, so that it is no part of the study's space.</summary>
    private static ParameterSet Suggest(LiveTrial trial)
    {
        trial.SuggestCategorical("opt", ["sgd", "momentum"]);
        trial.SuggestFloat("x", 0, 1);
        return trial.Parameters;
    }

    private static void Evaluate(Study study, int trials)
    {
        for (int i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            double x = Suggest(trial)["x"].As<double>();
            trial.Tell((x - 0.3) * (x - 0.3));
        }
    }

    private static void Release(StudyStorage storage, int number)
    {
        var stored = storage.FindTrial(storage.ReadStudies()[0].Id, number)!;
        storage.Write(stored.Id, stored.Attempt, new() { IsReleased = true });
    }
}
