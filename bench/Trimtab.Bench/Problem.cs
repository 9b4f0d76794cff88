using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>Functions to be searched, all with an optimum of 0.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Instance">The function of a seed.</param>
/// <param name="Noise">Standard deviation of the noise added to the values a study is given. Default 0.</param>
internal sealed record Problem(string Name, Func<ulong, Func<LiveTrial, double>> Instance, double Noise = 0)
{
    /// <summary>Numbers of functions that stand for all: smooth, rugged, a valley, badly scaled, rugged and turned, many peaks.</summary>
    public static readonly IReadOnlyList<int> Representative = [1, 3, 8, 10, 15, 21];

    /// <summary>A function of reals in [−5, 5], called by a prefix and a number.</summary>
    public static Func<LiveTrial, double> Reals(Bbob function, string prefix, int dimensions) => trial =>
        function.At([.. Enumerable.Range(0, dimensions).Select(i => trial.SuggestFloat($"{prefix}{i}", -5, 5))]);

    /// <summary>The typical value of a function.</summary>
    public static double Scale(Bbob function, int dimensions, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At("scale").Stream();
        double sum = 0;
        for (int i = 0; i < 50; i++)
        {
            double[] x = new double[dimensions];
            for (int k = 0; k < dimensions; k++)
            {
                x[k] = (10 * random.NextDouble()) - 5;
            }

            sum += Math.Log(function.At(x) + 1e-12);
        }

        return Math.Exp(sum / 50);
    }
}
