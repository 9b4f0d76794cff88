using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Samplers.Conditional;

namespace Trimtab.Tests.Samplers;

/// <summary>The Gaussian process over a conditional space, and how it learns which parameters belong to which values.</summary>
public class ConditionalGpTests
{
    private const double No = double.NaN;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Axes: a choice; a number of choice 0; a number of choice 1 and one more where that is above a half.</summary>
    private static readonly double[][] _rows =
    [
        [0, 0.1, No, No], [0, 0.9, No, No], [1, No, 0.2, No], [1, No, 0.4, No], [1, No, 0.6, 0.3], [1, No, 0.9, 0.8], [2, No, No, No],
    ];

    private static readonly ActivityTree _tree = ActivityTree.Of(_rows, [true, false, false, false]);

    [Theory]
    [InlineData(0, 0.7, true, false, false)]
    [InlineData(1, 0.3, false, true, false)]
    [InlineData(1, 0.7, false, true, true)]
    [InlineData(2, 0.7, false, false, false)]
    [InlineData(3, 0.7, false, false, false)] // not seen yet: what all had
    public void Activity_OfValues_FollowsTheConditions(double choice, double number, bool first, bool second, bool third) =>
        Assert.Equal([true, first, second, third], _tree.At([choice, 0.5, number, 0.5]));

    [Fact]
    public void Activity_ThatNoValueExplains_IsThatOfMost() =>
        Assert.Equal([true, true], ActivityTree.Of([[0.5, 0.1], [0.5, 0.2], [0.5, No]], [false, false]).At([0.5, 0.5]));

    /// <summary>Once each branch was met, every parameter is suggested jointly, and nothing else is.</summary>
    [Fact]
    public async Task Suggestions_OfALearnedSpace_HaveWhatTheTrialAsksFor()
    {
        var study = new Study(new() { Sampler = new ConditionalGpSampler(), Seed = 2 });

        await study.OptimizeAsync(Nested, 40, cancellationToken: Token);

        var last = study.Trials.TakeLast(10).ToList();
        Assert.All(last, trial => Assert.All(trial.Origins.Values, origin => Assert.Equal("conditional_gp", origin)));
        Assert.All(last, trial => Assert.Equal(trial.Parameters, trial.Given));
    }

    [Fact]
    public async Task Auto_InAConditionalSpace_ModelsAllParameters()
    {
        var study = new Study(new() { Seed = 2 });

        await study.OptimizeAsync(Nested, 40, cancellationToken: Token);

        string[] origins = [.. study.Trials.TakeLast(10).Select(trial => trial.Origins["common"]).Distinct().Order()];
        Assert.Equal(["conditional_gp (picked by auto)", "refine (picked by auto)"], origins);
    }

    /// <summary>
    /// The best of either branch is forbidden: the models know where that is allowed at which cost, beside the constraint. The minimum,
    /// 0.01 · 2, is that of a bowl beside a half-space: t² / n for n numbers and a distance t.
    /// </summary>
    [Fact]
    public async Task ConstraintsOfAConditionalSpace_AreModelled_BesideTheLosses()
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            var study = new Study(new() { Sampler = new ConditionalGpSampler(), Seed = seed });

            await study.OptimizeAsync(Limited, 40, cancellationToken: Token);

            Assert.InRange(study.BestTrial!.Value!.Value, 0.02, 0.021);
        }

        static double Limited(LiveTrial trial)
        {
            int size = trial.SuggestCategorical("kind", ["one", "two"]) == "one" ? 1 : 2;
            double[] at = [.. Enumerable.Range(0, size).Select(i => trial.SuggestFloat($"{size}_{i}", 0, 1))];
            trial.Constrain(at.Sum() - ((0.6 * size) - 0.2));
            return at.Sum(x => (x - 0.6) * (x - 0.6)) + (size == 1 ? 0.03 : 0);
        }
    }

    [Fact]
    public void ConditionalGp_OnTwoObjectives_IsRefused()
    {
        var error = Assert.Throws<TrimtabException>(
            () => new Study(new() { Sampler = new ConditionalGpSampler(), Objectives = [new("a"), new("b")] }));

        Assert.Equal("The sampler 'conditional_gp' takes one objective. The study has 2; use 'tpe', 'nsga2' or 'gp'.", error.Message);
    }

    /// <summary>The kernel distinguishes choices that were tried, and one that was not: twelve trials, twelve choices and one.</summary>
    [Fact]
    public async Task Evaluations_OfThousandsOfChoices_AreAsManyAsOfTwenty()
    {
        int many = await Evaluations(3000), twenty = await Evaluations(20);

        Assert.True(many < 2 * twenty, $"{many} with 3,000 choices, {twenty} with twenty");

        static async Task<int> Evaluations(int choices)
        {
            var study = new Study(new() { Sampler = new RandomSampler(), Seed = 2 });
            await study.OptimizeAsync(
                trial => trial.SuggestCategorical("branch", ["a", "b"]) == "a"
                    ? trial.SuggestFloat("x", 0, 1)
                    : trial.SuggestCategorical("choice", [.. Enumerable.Range(0, choices)]),
                12,
                cancellationToken: Token);
            var memory = new ConditionalMemory(new([new("value")], 1, RandomAddress.FromSeed(1)));
            memory.Learn(study.Trials);
            int count = 0;
            new ConditionalSearch(memory, Gain, RandomAddress.FromSeed(3)).Rank();
            return count;

            double Gain(double[] point)
            {
                count++;
                return point.Where(v => !double.IsNaN(v)).Sum();
            }
        }
    }

    private static double Nested(LiveTrial trial)
    {
        double common = trial.SuggestFloat("common", 0, 1);
        return trial.SuggestCategorical("branch", [0, 1]) == 0
            ? common + Math.Pow(trial.SuggestFloat("x", 0, 1) - 0.4, 2)
            : common + Enumerable.Range(0, trial.SuggestInt("count", 1, 3)).Sum(i => Math.Pow(trial.SuggestFloat($"y{i}", 0, 1) - 0.6, 2));
    }
}
