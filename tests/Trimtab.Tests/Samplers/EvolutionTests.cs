using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Children of differential evolution and of the genetic samplers beside what their papers say a child is.</summary>
public class EvolutionTests
{
    private static readonly SearchSpace _space = new()
    {
        ["x"] = new FloatDistribution(0, 1),
        ["y"] = new FloatDistribution(0, 1),
        ["z"] = new FloatDistribution(0, 1),
    };

    private static readonly double[][] _places = [[0.5, 0.5, 0.5], [0.4, 0.45, 0.55], [0.6, 0.5, 0.42], [0.45, 0.6, 0.5]];

    /// <summary>rand/1/bin of Storn and Price (1997) with CR = 1: x₁ + F (x₂ − x₃) of the three other members in some order.</summary>
    [Fact]
    public void DifferentialEvolution_WithFullCrossover_AddsAScaledDifference()
    {
        var sampler = new DifferentialEvolutionSampler
        {
            PopulationSize = 4,
            AddsToBest = false,
            MinScale = 0.5,
            MaxScale = 0.5,
            CrossoverProbability = 1,
        };
        double[][] others = _places[1..];
        List<double[]> mutants =
        [
            .. from a in others from b in others from c in others
               where a != b && b != c && a != c
               select a.Zip(b, c).Select(v => v.First + (0.5 * (v.Second - v.Third))).ToArray(),
        ];
        var seen = new HashSet<int>();
        for (ulong seed = 0; seed < 60; seed++)
        {
            double[] child = Child(sampler, Members(), seed);

            int which = mutants.FindIndex(mutant => mutant.Zip(child).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12));
            Assert.True(which >= 0, string.Join(", ", child));
            seen.Add(which);
        }

        Assert.Equal(6, seen.Count);
    }

    /// <summary>best/1/bin with CR = 1: x_best + F (x₂ − x₃) of two other members, F between its ends; member 0 is the best.</summary>
    [Fact]
    public void DifferentialEvolution_ThatAddsToTheBest_IsOnALineThroughIt()
    {
        var sampler = new DifferentialEvolutionSampler { PopulationSize = 4, CrossoverProbability = 1, MinScale = 0.6, MaxScale = 0.9 };
        var scales = new HashSet<double>();
        for (ulong seed = 0; seed < 60; seed++)
        {
            double[] step = [.. Child(sampler, Members(), seed).Zip(_places[0], (child, best) => child - best)];

            double[] found =
            [
                .. from a in _places[1..] from b in _places[1..]
                   where a != b
                   let scale = step[0] / (a[0] - b[0])
                   where scale > 0 && Enumerable.Range(0, 3).All(i => Math.Abs(step[i] - (scale * (a[i] - b[i]))) < 1e-12)
                   select scale,
            ];
            Assert.InRange(Assert.Single(found), 0.6, 0.9);
            scales.Add(Math.Round(found[0], 9));
        }

        Assert.Equal(60, scales.Count);
    }

    /// <summary>The first trial of each member is a point of a scrambled Sobol sequence: one in each quarter of every dimension.</summary>
    [Fact]
    public void DifferentialEvolution_FirstTrials_CoverEveryDimensionEvenly()
    {
        var study = new Study(new() { Sampler = new DifferentialEvolutionSampler { PopulationSize = 4 }, Seed = 2, Space = _space });

        var trials = Enumerable.Range(0, 4).Select(_ => Evaluate(study)).ToList();

        Assert.All(_space.Keys, name => Assert.Equal(
            4, trials.Select(trial => (int)(4 * trial.Parameters[name].As<double>())).Distinct().Count()));

        static Trial Evaluate(Study study)
        {
            var trial = study.Ask();
            return trial.Tell(_space.Keys.Sum(name => trial.SuggestFloat(name, 0, 1)));
        }
    }

    /// <summary>With CR = 0 a single coordinate, a random one, comes from the mutant.</summary>
    [Fact]
    public void DifferentialEvolution_WithoutCrossover_ChangesOneCoordinate()
    {
        var sampler = new DifferentialEvolutionSampler { PopulationSize = 4, CrossoverProbability = 0 };
        int[] changes = new int[3];
        for (ulong seed = 0; seed < 60; seed++)
        {
            double[] child = Child(sampler, Members(), seed);

            int changed = Enumerable.Range(0, 3).Single(i => Math.Abs(child[i] - 0.5) > 1e-12);
            changes[changed]++;
        }

        Assert.All(changes, count => Assert.InRange(count, 5, 40)); // of 60, 20 expected, standard deviation 3.7
    }

    /// <summary>Member 0 is trial 0 until a later trial of its is as good; a pruned or failed one never is.</summary>
    [Theory]
    [InlineData(0.9, TrialState.Complete, true)]
    [InlineData(1, TrialState.Complete, true)]
    [InlineData(1.1, TrialState.Complete, false)]
    [InlineData(0.1, TrialState.Pruned, false)]
    [InlineData(0.1, TrialState.Failed, false)]
    public void DifferentialEvolution_OfALaterTrial_ReplacesItsMemberIfAsGood(double value, TrialState state, bool replaces)
    {
        var sampler = new DifferentialEvolutionSampler { PopulationSize = 4, CrossoverProbability = 0 };
        var later = Trial(4, [0.1, 0.1, 0.1], value) with { State = state };
        Trial[] trials = [.. Members(), later, .. Members()[1..].Select(trial => trial with { Number = trial.Number + 4 })];

        double[] child = Child(sampler, trials, 1);

        Assert.Equal(2, child.Count(v => Math.Abs(v - (replaces ? 0.1 : 0.5)) < 1e-12));
    }

    /// <summary>Without mutation each parameter is one that two of the parents have; without crossover, all are one parent's.</summary>
    [Theory]
    [InlineData("nsga2", 1)]
    [InlineData("nsga3", 1)]
    [InlineData("nsga2", 0)]
    public void Genetic_WithoutMutation_TakesParametersFromOneOrTwoParents(string name, double crossover)
    {
        GeneticSampler sampler = name == "nsga2"
            ? new NsgaIISampler { PopulationSize = 4, MutationProbability = 0, CrossoverProbability = crossover }
            : new NsgaIIISampler { PopulationSize = 4, MutationProbability = 0, CrossoverProbability = crossover };
        for (ulong seed = 0; seed < 40; seed++)
        {
            double[] child = Child(sampler, Members(), seed);

            bool isOfTwo = (from a in _places from b in crossover > 0 ? _places : [a] select (a, b))
                .Any(pair => Enumerable.Range(0, 3).All(i => child[i] == pair.a[i] || child[i] == pair.b[i]));
            Assert.True(isOfTwo, string.Join(", ", child));
        }
    }

    /// <summary>Of an even population of 4 the best wins a tournament with probability 7/16, the worst with 1/16.</summary>
    [Fact]
    public void Genetic_OfManyChildren_PrefersTheBestAsATournamentDoes()
    {
        var sampler = new NsgaIISampler { PopulationSize = 4, MutationProbability = 0, CrossoverProbability = 0 };
        const int Children = 1600;
        int[] counts = new int[4];
        for (ulong seed = 0; seed < Children; seed++)
        {
            double[] child = Child(sampler, Members(), seed);
            counts[Array.FindIndex(_places, place => place.SequenceEqual(child))]++;
        }

        double[] expected = [7.0 / 16, 5.0 / 16, 3.0 / 16, 1.0 / 16];
        Assert.All(counts.Zip(expected), pair =>
            Assert.Equal(pair.Second, pair.First / (double)Children, 4 * Math.Sqrt(pair.Second * (1 - pair.Second) / Children)));
    }

    private static Trial[] Members() => [.. _places.Select((place, i) => Trial(i, place, i + 1))];

    private static double[] Child(Sampler sampler, Trial[] trials, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed);
        var request = new SuggestionRequest { Number = trials.Length, History = new(trials), Random = random };
        var values = sampler.Begin(new([new("value")], 1, random)).SuggestJointly(request, _space).Values;
        return [.. _space.Keys.Select(name => values[name].As<double>())];
    }

    private static Trial Trial(int number, double[] place, double value) => new()
    {
        Number = number,
        State = TrialState.Complete,
        Space = _space,
        Parameters = ParameterSet.Of(("x", place[0]), ("y", place[1]), ("z", place[2])),
        Values = StudyKinds.Values(("value", value)),
    };
}
