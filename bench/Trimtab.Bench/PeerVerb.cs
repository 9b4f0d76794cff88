using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>
/// Lets a program at the other end of a pipe search the problems of <see cref="RegretVerb"/>: the same functions and instances, without
/// porting them.
/// </summary>
/// <remarks>
/// Lines out, of words separated by a tab: <c>study name seed</c>, <c>trial</c>, <c>float name low high log</c>, <c>int name low high
/// log</c>, <c>categorical name count</c>, <c>value v</c>. After each of the three in the middle a line in: the number, or the choice's
/// index. In the end <c>regret</c> and a line of JSON.
/// </remarks>
internal static class PeerVerb
{
    public static Command Create()
    {
        var (problems, trials, seeds, dimensions) = RegretVerb.Options();
        var command = new Command("peer", "Normalized regret of a sampler outside, asked over standard input and output.")
        {
            problems, trials, seeds, dimensions,
        };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(seeds), budget = parsed.GetValue(trials);
            var searched = Problem.Sets(parsed.GetValue(dimensions))[parsed.GetValue(problems)!];
            double[][] bests = [.. searched.Select(problem => Enumerable.Range(0, count)
                .Select(seed => Play(problem, (ulong)seed, budget)).ToArray())];
            var regret = Regret.Of(bests, RegretVerb.Bests(searched, new RandomSampler(), count, budget));
            Console.WriteLine("regret\t" + JsonSerializer.Serialize(new
            {
                problems = parsed.GetValue(problems),
                regret = Math.Round(regret.Mean, 4),
                error = Math.Round(regret.Error, 4),
                trials = budget,
                seeds = count,
                each = string.Join(" ", regret.Each.Select((one, i) => $"{searched[i].Name}={one:F3}")),
            }));
        });
        return command;
    }

    private static double Play(Problem problem, ulong seed, int trials)
    {
        Console.WriteLine(Invariant($"study\t{problem.Name}\t{seed}"));
        var study = new Study(new() { Sampler = new PeerSampler(), Seed = seed, AllowDuplicates = true });
        return RegretVerb.Best(study, problem.Instance(seed), trials, value => Console.WriteLine(Invariant($"value\t{value:R}")));
    }

    /// <summary>Asks for every value as it is needed.</summary>
    private sealed record PeerSampler : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new PeerSuggester();

        private sealed class PeerSuggester : Suggester
        {
            public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
            {
                Console.WriteLine("trial");
                return ParameterSet.Empty;
            }

            public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
            {
                Console.WriteLine(distribution switch
                {
                    FloatDistribution real => Invariant($"float\t{name}\t{real.Low:R}\t{real.High:R}\t{real.Log}"),
                    IntDistribution whole => Invariant($"int\t{name}\t{whole.Low}\t{whole.High}\t{whole.Log}"),
                    _ => Invariant($"categorical\t{name}\t{distribution.Count}"),
                });
                string answer = Console.ReadLine() ?? throw new EndOfStreamException("The program at the other end has ended.");
                return distribution switch
                {
                    FloatDistribution => double.Parse(answer, CultureInfo.InvariantCulture),
                    IntDistribution => long.Parse(answer, CultureInfo.InvariantCulture),
                    _ => distribution.ValueAt(long.Parse(answer, CultureInfo.InvariantCulture)),
                };
            }
        }
    }
}
