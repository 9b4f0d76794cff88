using Trimtab.Numerics;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>One search of one instance: the true value of the trial that would be chosen, after several numbers of trials.</summary>
/// <param name="sampler">What suggests.</param>
/// <param name="parallel">Trials asked for before any of them is told; they are told in another order. Default 1.</param>
internal sealed class RegretStudy(Sampler sampler, int parallel = 1)
{
    /// <summary>Whether parameters may be tried twice. Default false.</summary>
    public bool AllowDuplicates { get; init; }

    /// <summary>Called with each value the study is told, noise included.</summary>
    public Action<double>? OnValue { get; init; }

    /// <summary>What each study reached: by problem and seed, then by budget. Studies run on all processors.</summary>
    public static double[,][] RunAll(IReadOnlyList<Problem> problems, ulong[] seeds, int[] budgets, RegretStudy study)
    {
        double[,][] reached = new double[problems.Count, seeds.Length][];
        Parallel.For(0, reached.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (problem, seed) = (i / seeds.Length, i % seeds.Length);
            reached[problem, seed] = study.Run(problems[problem], seeds[seed], budgets);
        });
        return reached;
    }

    /// <summary>Seeds of the studies of random search that others are measured by; no others have them.</summary>
    public static ulong[] RandomSeeds(int count) => [.. Enumerable.Range(0, count).Select(seed => 1_000_000 + (ulong)seed)];

    /// <summary>The true value of the trial of the lowest told value, after each budget.</summary>
    /// <param name="problem">What is searched.</param>
    /// <param name="seed">Of the instance, the search and the noise.</param>
    /// <param name="budgets">Numbers of trials, ascending.</param>
    public double[] Run(Problem problem, ulong seed, int[] budgets)
    {
        var function = problem.Instance(seed);
        var study = new Study(new()
        {
            Sampler = sampler,
            Seed = seed,
            Concurrency = parallel,
            AllowDuplicates = AllowDuplicates,
        });
        var noise = RandomAddress.FromSeed(seed).At("noise").Stream();
        var order = RandomAddress.FromSeed(seed).At("order").Stream();
        double[] reached = new double[budgets.Length];
        double told = double.PositiveInfinity, chosen = double.PositiveInfinity;
        for (int done = 0, budget = 0; budget < budgets.Length;)
        {
            var batch = new (LiveTrial Trial, double Value)[Math.Min(parallel, budgets[budget] - done)];
            for (int i = 0; i < batch.Length; i++)
            {
                var live = study.Ask();
                batch[i] = (live, function(live));
            }

            order.Shuffle(batch.AsSpan());
            foreach (var (trial, value) in batch)
            {
                double seen = value + (problem.Noise == 0 ? 0 : problem.Noise * noise.NextNormal());
                trial.Tell(seen);
                OnValue?.Invoke(seen);
                (told, chosen) = seen < told ? (seen, value) : (told, chosen);
            }

            done += batch.Length;
            if (done == budgets[budget])
            {
                reached[budget++] = chosen;
            }
        }

        return reached;
    }
}
