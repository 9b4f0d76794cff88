namespace Trimtab.Statistics;

/// <summary>
/// Whether one candidate scores above another over the same folds, allowing for folds that share training rows. Immutable.
/// </summary>
/// <remarks>
/// Nadeau and Bengio, Inference for the generalization error, 2003, section 5: the variance of the mean of J differences is
/// (1/J + n₂/n₁)·v with n₂ test and n₁ training rows, in place of v/J.
/// </remarks>
public sealed record CorrectedTTest
{
    /// <summary>Tests differences of scores, one per fold.</summary>
    /// <param name="differences">First candidate's score minus the second's; two or more.</param>
    /// <param name="trainRows">Rows a fold trains on.</param>
    /// <param name="testRows">Rows a fold is scored on.</param>
    public CorrectedTTest(IReadOnlyList<double> differences, double trainRows, double testRows)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count < 2)
        {
            throw new ArgumentException(
                Invariant($"A t-test needs two differences or more. Got {differences.Count}."), nameof(differences));
        }

        Mean = differences.Sum() / differences.Count;
        DegreesOfFreedom = differences.Count - 1;
        double variance = differences.Sum(d => (d - Mean) * (d - Mean)) / DegreesOfFreedom;
        StandardError = Math.Sqrt(((1.0 / differences.Count) + (testRows / trainRows)) * variance);
        T = Mean / StandardError;
        PGreater = StudentT.Above(T, DegreesOfFreedom);
    }

    /// <summary>Mean of the differences over folds.</summary>
    public double Mean { get; }

    /// <summary>Standard error of the mean difference, corrected for shared training rows.</summary>
    public double StandardError { get; }

    /// <summary>Degrees of freedom: the number of folds less one.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The statistic; infinite where all differences are equal, NaN where all are zero.</summary>
    public double T { get; }

    /// <summary>The one-sided p-value of the difference; NaN if all differences are zero.</summary>
    public double PGreater { get; }

    /// <summary>The two-sided p-value of the difference.</summary>
    public double PTwoSided => 2 * Math.Min(PGreater, 1 - PGreater);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
