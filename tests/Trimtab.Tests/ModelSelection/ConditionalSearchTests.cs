using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Searches of one of several estimators, whose settings are searched only where they are chosen.</summary>
public class ConditionalSearchTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 20).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 20).Select(row => row * 0.414 % 1)]);

    private static readonly EstimatorChoice _models = EstimatorChoice.Of(
        ("low", new ToyEstimator { Alpha = 0.1 }), ("high", new ToyEstimator { Alpha = 2 }));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Choice_FitsTheOneThatIsChosen_WithItsParameters()
    {
        double Score(params (string Name, ParameterValue Value)[] parameters) =>
            _models.With(ParameterSet.Of(parameters)).Fit(_rows, new()).Score(_rows);

        Assert.Equal(new ToyEstimator { Alpha = 0.1 }.Fit(_rows, new()).Score(_rows), Score());
        Assert.Equal(new ToyEstimator { Alpha = 2 }.Fit(_rows, new()).Score(_rows), Score(("model", "high")));
        Assert.Equal(
            new ToyEstimator { Alpha = 3 }.Fit(_rows, new()).Score(_rows),
            Score(("model", "high"), ("high__alpha", 3.0), ("low__alpha", 7.0)));
    }

    [Fact]
    public void Choice_NamesWhatItDoesNotKnow()
    {
        Assert.Contains(
            "high__alpha",
            Assert.Throws<UnknownNameException>(() => _models.With(ParameterSet.Of(("high__alfa", 1.0)))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "low",
            Assert.Throws<UnknownNameException>(() => _models.With(ParameterSet.Of(("model", "hi")))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EstimatorChoice.Of());
        Assert.Throws<ArgumentException>(() => EstimatorChoice.Of(("a", new ToyEstimator()), ("a", new ToyEstimator())));
        Assert.Throws<ArgumentException>(() => EstimatorChoice.Of(("a__b", new ToyEstimator())));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("tpe")]
    [InlineData("random")]
    public void Candidates_HaveTheParametersOfTheirModelAlone(string sampler)
    {
        var search = Search() with { Sampler = Sampler.Catalog.Create(sampler) };

        var candidates = search.Fit(_rows, Token).Trials.Select(trial => trial.Parameters).ToList();

        Assert.Equal(20, candidates.Count);
        Assert.All(candidates, candidate => Assert.Equal(
            new[] { candidate["model"].As<string>() + "__alpha", "model" }.Order(), candidate.Keys.Order()));
        Assert.Equal(2, candidates.Select(candidate => candidate["model"]).Distinct().Count());
        Assert.Equal(
            candidates, (search with { Workers = 4 }).Fit(_rows, Token).Trials.Select(trial => trial.Parameters));
    }

    [Fact]
    public void Plan_HasCandidatesWithTheParametersOfTheirModelAlone() => Assert.Equal(20, Search().Plan(_rows, Token).Candidates);

    [Theory]
    [InlineData("low__alpha", "nothing", "low", "nothing")]
    [InlineData("other", "model", "low", "other")]
    [InlineData("low__alpha", "model", "middle", "is never middle")]
    [InlineData("model", "model", "low", "in a circle")]
    public void Condition_ThatCannotBe_IsRefusedBeforeTraining(string name, string parameter, string value, string message)
    {
        var search = Search() with { When = new Dictionary<string, ParameterCondition> { [name] = new(parameter, value) } };

        var error = Assert.ThrowsAny<TrimtabException>(() => search.Fit(_rows, Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_WithAParameterOfAnotherModel_IsRefused()
    {
        var first = ParameterSet.Of(("model", "low"), ("low__alpha", 0.5), ("high__alpha", 0.5));

        var error = Assert.ThrowsAny<TrimtabException>(() => (Search() with { First = [first] }).Fit(_rows, Token));

        Assert.Contains("'high__alpha' is searched where model is high", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_BesideConditions_AreRefused()
    {
        var space = SearchSpace.Create(Search().Space, [new OrderRule("low__alpha", "high__alpha")]);
        var search = new StudySearchCV(_models, space, 5) { When = Search().When };

        Assert.Contains("rules", Assert.ThrowsAny<TrimtabException>(() => search.Fit(_rows, Token)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two seconds each: the fifth begins after eight, and its second fold would begin after the time.</summary>
    [Theory]
    [InlineData(9, 5, 4)]
    [InlineData(8, 4, 4)]
    [InlineData(0.5, 1, 1)] // one is scored in any case
    public void Timeout_EndsTheSearch_WithWhatWasScored(double seconds, int trials, int scored)
    {
        var time = new ManualClock();
        var estimator = new ToyEstimator { Fitting = (_, _) => time.Advance(TimeSpan.FromSeconds(1)) };
        var search = new StudySearchCV(estimator, new() { ["alpha"] = new FloatDistribution(0, 1) }, 100)
        {
            Cv = 2,
            Workers = 1,
            Concurrency = 1,
            Timeout = TimeSpan.FromSeconds(seconds),
            TimeProvider = time,
            Sampler = new RandomSampler(),
        };

        var result = search.Fit(_rows, Token);

        Assert.Equal(trials, result.Trials.Count);
        Assert.Equal(scored, result.CvResults.Count);
        Assert.Equal(trials - scored, result.Trials.Count(trial => trial.State == TrialState.Pruned));
        Assert.NotNull(result.BestEstimator);
    }

    private static StudySearchCV Search() => new(
        _models,
        new()
        {
            ["model"] = new CategoricalDistribution(["low", "high"]),
            ["low__alpha"] = new FloatDistribution(0, 1),
            ["high__alpha"] = new FloatDistribution(1, 3),
        },
        20)
    {
        Cv = 2,
        Workers = 1,
        When = new Dictionary<string, ParameterCondition> { ["low__alpha"] = new("model", "low"), ["high__alpha"] = new("model", "high") },
    };
}
