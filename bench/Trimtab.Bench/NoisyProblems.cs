namespace Trimtab.Bench;

/// <summary>Functions in units of their typical values, with noise.</summary>
[Named("noisy")]
internal sealed class NoisyProblems : ProblemSet
{
    private static readonly int[] _functions = [1, 3, 6, 8, 10, 13, 14, 15, 19, 21];
    private static readonly double[] _noises = [0.05, 0.3]; // in units of the typical value

    public override string Description => "functions of reals with noise";

    public override IReadOnlyList<Problem> Problems(int dimensions) =>
    [
        .. _functions.SelectMany(f => _noises.Select(noise => new Problem(
            Invariant($"f{f}_{noise}"), seed => Scaled(f, dimensions, seed), noise))),
    ];

    private static Func<LiveTrial, double> Scaled(int f, int dimensions, ulong seed)
    {
        var function = new Bbob(f, dimensions, seed);
        double scale = Problem.Scale(function, dimensions, seed);
        return trial => Problem.Reals(function, "x", dimensions)(trial) / scale;
    }
}
