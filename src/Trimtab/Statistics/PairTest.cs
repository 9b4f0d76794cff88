using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>A difference of two mean scores held against 0, one-sided, with a variance of two parts. Immutable.</summary>
/// <remarks>
/// The probability is a generalized p-value (Tsui and Weerahandi, Generalized p-values in significance testing of hypotheses in the
/// presence of nuisance parameters, 1989): the expected mean square is taken to be (mean square)·ν/χ²(ν), the rows' part is taken off, and
/// the tail probability is averaged over χ². Without a rows' part it is Student's t test with ν degrees of freedom.
/// </remarks>
internal readonly record struct PairTest
{
    private const int Points = 96;

    /// <summary>Of the means over folds: the first less the second.</summary>
    public required double Difference { get; init; }

    /// <summary>What test rows make of the difference's variance; 0 where rows are not known.</summary>
    public double Rows { get; init; }

    /// <summary>Degrees of freedom of <see cref="Rows"/>: few where few rows make it up.</summary>
    public double RowsDegrees { get; init; }

    /// <summary>The mean square between folds, of both candidates, times what the mean over folds makes of it.</summary>
    public required double Folds { get; init; }

    /// <summary>The part of <see cref="Folds"/> that is expected from test rows; 0 where rows are not known.</summary>
    public double RowsInFolds { get; init; }

    /// <summary>Degrees of freedom of <see cref="Folds"/>.</summary>
    public required double FoldsDegrees { get; init; }

    /// <summary>The standard error of the difference.</summary>
    public double StandardError => Math.Sqrt(Rows + Beyond(Folds, RowsInFolds));

    /// <summary>What a mean square has beyond its rows' part; 0 where it has less, or where what remains of the two is rounding.</summary>
    public static double Beyond(double square, double rows) => square - rows > 1e-9 * square ? square - rows : 0;

    /// <summary>The one-sided p-value of the difference; 1 if nothing varies, so that there is no evidence.</summary>
    public double P
    {
        get
        {
            if (Rows + Folds <= 0 || FoldsDegrees <= 0)
            {
                return 1;
            }

            double sum = 0, weights = 0, half = FoldsDegrees / 2, mode = PortableMath.Log(FoldsDegrees);
            double below = Math.Min(60, 9 / Math.Sqrt(half) + (36 / FoldsDegrees)), above = Math.Min(8, 7 / Math.Sqrt(half));
            for (int point = 0; point <= Points; point++)
            {
                double logarithm = mode - below + ((below + above) * point / Points), square = PortableMath.Exp(logarithm);
                double weight = PortableMath.Exp((half * (logarithm - mode)) - ((square - FoldsDegrees) / 2));
                sum += weight * Tail(Math.Max(0, (Folds * FoldsDegrees / square) - RowsInFolds));
                weights += weight;
            }

            return sum / weights;
        }
    }

    /// <summary>The difference whose probability is <paramref name="level"/>; at most 1e6 of the scores' units.</summary>
    /// <param name="level">In (0, ½).</param>
    public double Quantile(double level)
    {
        double low = 0, high = 1;
        while ((this with { Difference = high }).P > level && high < 1e6)
        {
            high *= 2;
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = (this with { Difference = middle }).P > level ? (middle, high) : (low, middle);
        }

        return high;
    }

    private double Tail(double training)
    {
        double variance = Rows + training;
        double t = variance > 0 ? Difference / Math.Sqrt(variance) : Difference > 0 ? double.PositiveInfinity : 0;
        double degrees = Rows > 0 ? RowsDegrees * (variance / Rows) * (variance / Rows) : double.PositiveInfinity;
        return degrees < 1000 ? StudentT.Above(t, degrees) : Normal.Cdf(-t);
    }
}
