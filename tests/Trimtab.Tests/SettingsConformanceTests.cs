using Trimtab.Data;
using Trimtab.Importance;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Plots;
using Trimtab.Preprocessing;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests;

/// <summary>
/// Every numeric setting at every odd value is refused clearly, or works. A new sampler, pruner, splitter, … is picked up by itself.
/// </summary>
public class SettingsConformanceTests
{
    private static readonly SearchSpace _space = new()
    {
        ["x"] = new FloatDistribution(0, 1),
        ["n"] = new IntDistribution(1, 9),
        ["kind"] = new CategoricalDistribution(["a", "b", "c"]),
    };

    private static readonly Dictionary<Type, object> _examples = new()
    {
        [typeof(FloatDistribution)] = new FloatDistribution(0.25, 0.75, Step: 0.125),
        [typeof(IntDistribution)] = new IntDistribution(2, 20, Step: 3),
        [typeof(CategoricalDistribution)] = new CategoricalDistribution(["a", "b"]),
        [typeof(GridSampler)] = new GridSampler(new ParameterGrid { ["x"] = [0.25, 0.5], ["n"] = [1, 2, 3], ["kind"] = ["a", "b"] }),
        [typeof(PredefinedSplit)] = new PredefinedSplit([.. Enumerable.Range(0, 24).Select(row => row % 3)]),
        [typeof(ColumnTransformer)] = new ColumnTransformer { Remainder = Remainder.Passthrough },
        [typeof(OrderRule)] = new OrderRule("x", "y"),
        [typeof(PredicateRule)] = new PredicateRule("x above y", set => set["x"].As<double>() >= set["y"].As<double>(), "x", "y"),
        [typeof(SumRule)] = new SumRule(1, "x", "y"),
    };

    private static readonly Type[] _kinds =
    [
        typeof(Sampler), typeof(Pruner), typeof(Splitter), typeof(Scorer), typeof(ImportanceEvaluator), typeof(Plot), typeof(Distribution),
        typeof(SpaceRule), typeof(Transformer),
    ];

    public static TheoryData<Type> Types =>
    [
        .. typeof(Study).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && _kinds.Any(type.IsAssignableTo))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task NumericSettings_AtOddValues_WorkOrAreRefusedClearly(Type type)
    {
        object example = Example(type);
        await Use(example);
        foreach (var (setting, value) in NumericSettings.Of(example))
        {
            await NumericSettings.WorkOrAreRefused(example, setting, value, Use);
        }
    }

    private static object Example(Type type) => _examples.TryGetValue(type, out object? example)
        ? example
        : type.GetConstructors().Single() is var constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)])
            : throw new InvalidOperationException();

    private static Task Use(object made) => made switch
    {
        Sampler sampler => Search(
            new() { Sampler = sampler, Space = sampler is BruteForceSampler ? null : _space }, sampler is BruteForceSampler),
        Pruner pruner => Search(new() { Sampler = new RandomSampler(), Pruner = pruner, Space = _space }),
        ImportanceEvaluator evaluator => Judge(evaluator),
        Plot plot => Task.FromResult(plot.Draw(StudyKinds.Make("two objectives"))),
        Splitter splitter => Task.FromResult(splitter.Split(Rows(), [.. Enumerable.Range(0, 24).Select(row => row / 4)])),
        Transformer transformer => Task.FromResult(transformer.Fit(Rows()).Transform(Rows())),
        Scorer scorer => Task.FromResult(scorer.Score(new(new Guesses(), Rows()))),
        Distribution distribution => Draw(distribution),
        SpaceRule rule => Search(new()
        {
            Sampler = new RandomSampler(),
            Space = new() { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(-1, 1), Rules = [rule] },
        }),
        _ => throw new InvalidOperationException($"No use is known for {made.GetType().Name}."),
    };

    /// <summary>A small study over two folds; every trial it was asked for ends, and none by the fault of the settings.</summary>
    private static async Task Search(StudyOptions options, bool isFinite = false)
    {
        var study = new Study(options with { Seed = 1 });
        await study.OptimizeAsync(
            trial =>
            {
                double x = isFinite
                    ? trial.SuggestInt("n", 1, 30)
                    : options.Space!.Sum(parameter => NumberOf(trial.Suggest(parameter.Key, parameter.Value)));
                for (int report = 0; report < 8; report++)
                {
                    trial.Report(x + (1.0 / (report + 1)), (report % 4) + 1, report / 4);
                    trial.ThrowIfPruned();
                }

                return x;
            },
            24,
            cancellationToken: Token);
        Assert.All(study.Trials, trial => Assert.Equal("", trial.Error));
    }

    private static double NumberOf(ParameterValue value) => value.IsNumber ? value.As<double>() : 1;

    private static async Task Judge(ImportanceEvaluator evaluator)
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Space = _space });
        await study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1) + trial.SuggestInt("n", 1, 9) + trial.SuggestCategorical("kind", ["a", "b", "c"]).Length,
            30,
            cancellationToken: Token);
        Assert.All(evaluator.Of(study), item => Assert.InRange(item.Importance, 0, 1));
    }

    private static Task Draw(Distribution distribution)
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            var random = RandomAddress.FromSeed(seed).Stream();
            Assert.True(distribution.Contains(distribution.Sample(ref random)), $"{distribution}");
        }

        return Task.CompletedTask;
    }

    private static Dataset Rows() =>
        new([.. Enumerable.Range(0, 24).Select(row => (float)row)], [1], [.. Enumerable.Range(0, 24).Select(row => (double)(row % 2))]);

    private sealed class Guesses : IFitted
    {
        public Prediction Predict(Dataset data) => new([.. Enumerable.Range(0, data.Count).Select(row => (double)(row / 3 % 2))])
        {
            Probabilities = [.. Enumerable.Range(0, data.Count).SelectMany(row => new[] { 0.3 + (0.01 * row), 0.7 - (0.01 * row) })],
            Classes = [0, 1],
        };

        public Scorer OwnScorer => "accuracy";
    }
}
