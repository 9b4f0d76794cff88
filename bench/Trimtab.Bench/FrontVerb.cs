using System.CommandLine;
using System.Text.Json;
using Trimtab.Numerics;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>How much of the reference box the fronts of samplers leave on ZDT1, a function of two objectives.</summary>
/// <remarks>Zitzler, Deb, Thiele, Evol. Comput. 8 (2000), with four reals; the box is 11 × 11.</remarks>
internal static class FrontVerb
{
    private const int Reals = 4;

    private static readonly double[] _corner = [11, 11];

    public static Command Create()
    {
        var samplers = new Option<string[]>("--samplers")
        {
            Description = "By name.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["auto", "tpe", "nsga2", "nsga3", "random"],
        };
        var trials = new Option<int[]>("--trials")
        {
            Description = "A study.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [100, 250, 1000],
        };
        var seeds = new Option<int>("--seeds") { Description = "Studies.", DefaultValueFactory = _ => 5 };
        var command = new Command("front", "The hypervolume two objectives leave, mean over seeds; 0 cannot be reached.")
        {
            samplers, trials, seeds,
        };
        command.SetAction(parsed =>
        {
            foreach (string name in parsed.GetValue(samplers)!)
            {
                foreach (int budget in parsed.GetValue(trials)!)
                {
                    int studies = parsed.GetValue(seeds);
                    double left = Enumerable.Range(0, studies).Average(seed => Left(
                        Sampler.Catalog.Create(name), budget, (ulong)seed));
                    Console.WriteLine(JsonSerializer.Serialize(
                        new { sampler = name, trials = budget, left = Math.Round(left, 2), seeds = studies }));
                }
            }
        });
        return command;
    }

    private static double Left(Sampler sampler, int trials, ulong seed)
    {
        var study = new Study(new() { Sampler = sampler, Seed = seed, Objectives = [new("near"), new("far")] });
        for (int trial = 0; trial < trials; trial++)
        {
            var live = study.Ask();
            double[] x = [.. Enumerable.Range(0, Reals).Select(i => live.SuggestFloat($"x{i}", 0, 1))];
            double g = 1 + (9 * x[1..].Average());
            live.Tell(x[0], g * (1 - Math.Sqrt(x[0] / g)));
        }

        var front = study.ParetoFront.Select(trial => new[] { trial.Values["near"], trial.Values["far"] });
        return (_corner[0] * _corner[1]) - Hypervolume.Of(front, _corner);
    }
}
