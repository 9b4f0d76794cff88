using System.CommandLine;

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
[Named("peer")]
internal sealed class PeerVerb : IVerb
{
    private readonly ProblemOptions _problems = new();
    private readonly Option<int> _trials = BenchOption.Whole("--trials", "Trials of a study.", 200);

    public Command Create()
    {
        var command = new Command("peer", "Normalized regret of a sampler outside, asked over standard input and output.")
        {
            _problems.Set, _trials, _problems.Seeds, _problems.Dimensions, _problems.RandomStudies,
        };
        command.SetAction(Run);
        return command;
    }

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        int budget = parsed.GetRequiredValue(_trials);
        var searched = _problems.ProblemsOf(parsed);
        ulong[] seeds = [.. Enumerable.Range(0, parsed.GetRequiredValue(_problems.Seeds)).Select(seed => (ulong)seed)];
        double[,][] reached = new double[searched.Count, seeds.Length][];
        for (int f = 0; f < searched.Count; f++)
        {
            for (int s = 0; s < seeds.Length; s++)
            {
                reached[f, s] = Play(searched[f], seeds[s], budget, Console.In, output);
            }
        }

        var table = new RegretTable(reached, _problems.RandomOf(parsed, searched, [budget]));
        output.WriteLine("regret\t" + JsonLine.Of(new
        {
            problems = parsed.GetValue(_problems.Set),
            regret = table.Mean(0),
            error = table.Error(0),
            trials = budget,
            seeds = seeds.Length,
            each = table.Detail([.. searched.Select(problem => problem.Name)], 0),
        }));
    }

    /// <summary>One study of the program at the other end.</summary>
    internal static double[] Play(Problem problem, ulong seed, int trials, TextReader input, TextWriter output)
    {
        output.WriteLine(Invariant($"study\t{problem.Name}\t{seed}"));
        var study = new RegretStudy(new PeerSampler(input, output))
        {
            AllowDuplicates = true,
            OnValue = value => output.WriteLine(Invariant($"value\t{value:R}")),
        };
        return study.Run(problem, seed, [trials]);
    }
}
