using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>Studies that Python has made, and what Python requires of those made here.</summary>
public sealed class PythonStudyTests : IDisposable
{
    private readonly MemoryStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    /// <summary>
    /// As Optuna 5 has them: all must be at most 0, of which NaN is not; a single one counts instead of that of the list.
    /// </summary>
    [Theory]
    [InlineData("[NaN]", null, double.PositiveInfinity)]
    [InlineData("[-1.0, 0.5]", null, 0.5)]
    [InlineData("[-1.0, 0.5]", "1 -2.0", 0)]
    [InlineData(null, "size 2.5", 2.5)]
    [InlineData(null, "size NaN", double.PositiveInfinity)]
    public void Constraints_OfPython_DecideTheBestTrial(string? list, string? single, double violation)
    {
        var system = new Dictionary<string, string>();
        if (list is not null)
        {
            system["constraints"] = list;
        }

        if (single?.Split(' ') is [var name, var value])
        {
            system[$"constraints:{name}"] = value;
        }

        long id = _storage.CreateStudy("study", [Direction.Minimize]);
        _storage.CreateTrial(id, new()
        {
            State = TrialState.Complete,
            Values = [1],
            SystemAttributes = system,
            Started = DateTimeOffset.UnixEpoch,
            Completed = DateTimeOffset.UnixEpoch,
        });

        var study = Study.Open(_storage, new());
        Assert.Equal(violation, study[0].Violation);
        Assert.Equal(violation > 0 ? null : 1, study.BestValue);
        Assert.Equal(study.BestValue, Assert.Single(new StudyCatalog(_storage).List()).BestValue);
    }

    /// <summary>Optuna's GPSampler raises where trials have unlike numbers of constraints; what is satisfied counts too.</summary>
    [Theory]
    [InlineData(new[] { -1.0 }, "[-1.0]", 0)]
    [InlineData(new[] { 0.0 }, "[0.0]", 0)]
    [InlineData(new[] { 1.5 }, "[1.5]", 1.5)]
    [InlineData(new[] { 1.5, -0.5, 0.25 }, "[1.5, -0.5, 0.25]", 1.75)]
    [InlineData(new[] { double.NaN, -1 }, "[Infinity, -1.0]", double.PositiveInfinity)]
    public void Constraints_AreWrittenOneByOne(double[] amounts, string json, double violation)
    {
        var study = Study.Open(_storage, new());
        var live = study.Ask();
        Array.ForEach(amounts, live.Constrain);
        var told = live.Tell(1);

        long id = _storage.FindStudy(study.Name)!.Id;
        Assert.Equal(json, _storage.FindTrial(id, 0)!.SystemAttributes["constraints"]);
        Assert.Equal((violation, violation == 0), (told.Violation, told.IsFeasible));
        var read = Study.Open(_storage, new())[0];
        Assert.Equal(violation, read.Violation);
        Assert.Equal(told.ConstraintAmounts, read.ConstraintAmounts);
        Assert.Equal(amounts.Select(amount => double.IsNaN(amount) ? double.PositiveInfinity : amount), read.ConstraintAmounts.Values);
        using var other = new MemoryStorage();
        new StudyCatalog(_storage).Copy(study.Name, other);
        Assert.Equal(json, other.FindTrial(other.ReadStudies()[0].Id, 0)!.SystemAttributes["constraints"]);
    }

    /// <summary>Of Optuna 5: a list by place, then amounts by name, one of which may take a place of the list.</summary>
    [Fact]
    public void Constraints_OfPython_AreReadOneByOne()
    {
        var amounts = StoredViolation.Amounts(new Dictionary<string, string>
        {
            ["constraints"] = "[-1.0, 0.5]",
            ["constraints:1"] = "-2.0",
            ["constraints:size"] = "NaN",
        });

        Assert.Equal(new Dictionary<string, double> { ["0"] = -1, ["1"] = -2, ["size"] = double.PositiveInfinity }, amounts);
    }

    [Fact]
    public void MetricNames_StayAsTheyWere_AndAreWrittenWhereObjectivesAreNamed()
    {
        long id = _storage.CreateStudy("python", [Direction.Minimize]);
        _storage.SetStudyAttribute(id, AttributeKind.System, "study:metric_names", "[\"loss\"]");
        Study.Open(_storage, new() { Name = "python" });
        Study.Open(_storage, new() { Name = "plain" });
        Study.Open(_storage, new() { Name = "named", Objectives = [new("error", Direction.Minimize)] });

        var names = _storage.ReadStudies().ToDictionary(
            study => study.Name, study => study.SystemAttributes.GetValueOrDefault("study:metric_names"));
        Assert.Equal("[\"loss\"]", names["python"]);
        Assert.Null(names["plain"]);
        Assert.Equal("[\"error\"]", names["named"]);
    }

    [Fact]
    public void Duration_OfATrialFromAsk_IsTheTimeUntilItIsTold()
    {
        var clock = new ManualClock();
        var study = Study.Open(_storage, new() { TimeProvider = clock });
        foreach (var tell in (Func<LiveTrial, Trial>[])[one => one.Tell(1), one => one.TellPruned(), one => one.TellFailed("why")])
        {
            var trial = study.Ask();
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(TimeSpan.FromSeconds(2), tell(trial).Duration);
        }
    }

    [Fact]
    public void FinishedTrial_WithoutAStart_EndedWhenItWasAdded()
    {
        var clock = new ManualClock();
        clock.Advance(TimeSpan.FromDays(700_000));
        var study = Study.Open(_storage, new() { TimeProvider = clock });
        var added = study.Add(new()
        {
            Number = 0,
            State = TrialState.Complete,
            Parameters = ParameterSet.Of(("x", 1)),
            Values = new Dictionary<string, double> { ["value"] = 1 },
            Duration = TimeSpan.FromSeconds(3),
        });

        var stored = Assert.Single(_storage.ReadTrials(_storage.ReadStudies()[0].Id, -1, []));
        Assert.Equal(clock.GetUtcNow(), stored.Completed);
        Assert.Equal(clock.GetUtcNow() - TimeSpan.FromSeconds(3), stored.Started);
        Assert.Equal(stored.Started, added.Started);
    }

    [Fact]
    public void TrialThatIsEvaluatedAgain_KeepsTheOriginsOfItsValues()
    {
        var options = new StudyOptions { Space = new() { ["x"] = new FloatDistribution(0, 1) }, Sampler = new TpeSampler() };
        var whole = new Study(options).Ask();
        whole.SuggestFloat("x", 0, 1);
        string origin = whole.Tell(1).Origins["x"];
        using (var dropped = Study.Open(_storage, options))
        {
            dropped.Ask().SuggestFloat("x", 0, 1);
        }

        long id = _storage.ReadStudies()[0].Id;
        _storage.Write(_storage.ReadTrials(id, -1, [])[0].Id, 0, new() { IsReleased = true });
        var trial = Study.Open(_storage, options).Ask();
        trial.SuggestFloat("x", 0, 1);
        Assert.Equal(origin, trial.Tell(1).Origins["x"]);
        Assert.NotEqual("enqueued", origin);
    }

    [Fact]
    public void Study_WhoseSamplerRefusesTheOptions_IsNotCreated()
    {
        Assert.ThrowsAny<Exception>(() => Study.Open(_storage, new() { Sampler = new GridSampler() }));
        Assert.Empty(_storage.ReadStudies());
    }
}
