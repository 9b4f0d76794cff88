using System.Globalization;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A study that is opened again sees its trials' distributions as those that the objective function asks for.</summary>
public sealed class ResumedSpaceTests
{
    private static readonly ColorScale[] _scales = [new("warm"), new("cold"), new("grey")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samplers => ["tpe", "cmaes", "qmc", "gp"];

    /// <summary>Also where a step does not divide the range, and where choices are objects.</summary>
    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task Study_OpenedAgainAfterAnyTrial_EqualsOneThatNeverStopped(string sampler)
    {
        var options = new StudyOptions { Seed = 11, Sampler = Of(sampler) };
        var whole = new Study(options);
        await whole.OptimizeAsync(Objective, 24, cancellationToken: Token);

        using var storage = new MemoryStorage();
        for (int count = 4; count <= 24; count += 4)
        {
            await Study.Open(storage, options).OptimizeAsync(Objective, options: new() { UpTo = count }, cancellationToken: Token);
        }

        var study = Study.Open(storage, options);
        Assert.Equal(whole.Trials.Select(Outcome), study.Trials.Select(Outcome));
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("cmaes")]
    [InlineData("qmc")]
    public async Task Study_OfRandomSteps_OpenedAgain_EqualsOneThatNeverStopped(string sampler)
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var random = RandomAddress.FromSeed(seed).Stream();
            var (low, step, many) = (random.NextInt32(2000) / 100.0, (1 + random.NextInt32(400)) / 1000.0, 2 + random.NextInt32(50));
            double high = low + (step * (many + random.NextDouble()));
            var (first, by) = (random.NextInt32(100), 1 + random.NextInt32(9));
            int last = first + by + random.NextInt32(200);
            var options = new StudyOptions { Seed = seed, Sampler = Of(sampler) };
            double Stepped(LiveTrial trial) =>
                trial.SuggestFloat("s", low, high, step: step) * trial.SuggestInt("n", first, last, step: by);
            var whole = new Study(options);
            await whole.OptimizeAsync(Stepped, 16, cancellationToken: Token);

            using var storage = new MemoryStorage();
            await Study.Open(storage, options).OptimizeAsync(Stepped, 12, cancellationToken: Token);
            var study = Study.Open(storage, options);
            await study.OptimizeAsync(Stepped, 4, cancellationToken: Token);

            Assert.Equal(whole.Trials.Select(Outcome), study.Trials.Select(Outcome));
        }
    }

    /// <summary>What is stored is read back as the distribution that it was, whatever the ends and the step.</summary>
    [Fact]
    public void Distribution_OfRandomStep_ComesBackEqual_WithTheSameValues()
    {
        var random = RandomAddress.FromSeed(3).Stream();
        for (int i = 0; i < 3000; i++)
        {
            double scale = PortableMath.Pow(10, random.NextInt32(40) - 20), low = (random.NextDouble() - 0.5) * scale;
            double step = Math.Max(random.NextDouble() * scale / (1 + random.NextInt32(1000)), 8 * (Math.BitIncrement(scale) - scale));
            var real = new FloatDistribution(low, low + (random.NextDouble() * scale), Step: step);
            var read = Assert.IsType<FloatDistribution>(
                StoredDistribution.Parse(StoredDistribution.Of(real).ToString()).ToDistribution());

            Assert.Equal(real, read);
            Assert.Equal(real.Count, read.Count);
            Assert.Equal(real.ValueAt(real.Count!.Value - 1), read.ValueAt(real.Count!.Value - 1));
        }
    }

    [Fact]
    public void High_IsTheLastStep()
    {
        Assert.Equal(19, new IntDistribution(1, 20, Step: 3).High);
        Assert.Equal(0.9, new FloatDistribution(0, 0.95, Step: 0.1).High);
        Assert.Equal(new FloatDistribution(0, 0.9, Step: 0.1), new FloatDistribution(0, 0.95, Step: 0.1));
        Assert.True(new FloatDistribution(0, 0.95, Step: 0.1).Contains(0.1 * 9)); // 0.9 and an ulp
    }

    [Fact]
    public void TrialThatWaits_WithAnObjectByItsLabel_HasTheObject()
    {
        var study = new Study();
        study.Enqueue(ParameterSet.Of(("scale", "cold")));
        Assert.Same(_scales[1], study.Ask().SuggestCategorical("scale", _scales));
    }

    private static Sampler Of(string name) => name switch
    {
        "tpe" => new TpeSampler(),
        "cmaes" => new CmaEsSampler(),
        "qmc" => new QmcSampler(),
        _ => new GpSampler(),
    };

    private static double Objective(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x", -1, 1), s = trial.SuggestFloat("s", 0, 0.95, step: 0.1);
        int n = trial.SuggestInt("n", 1, 20, step: 3);
        var scale = trial.SuggestCategorical("scale", _scales);
        return ((x - s) * (x - s)) + Math.Abs(n - 8) + (scale == _scales[1] ? 0 : 1);
    }

    /// <summary>What a trial was and came to, values as text: an object comes back as its label.</summary>
    private static string Outcome(Trial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trial.Number} {trial.Parameters} {trial.Value} {string.Join(' ', trial.Space)} {string.Join(' ', trial.Origins)}");

    private sealed record ColorScale(string Name)
    {
        public override string ToString() => Name;
    }
}
