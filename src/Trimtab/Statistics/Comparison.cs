namespace Trimtab.Statistics;

/// <summary>Statistical verdict on whether a candidate may be the truly best one.</summary>
public enum Verdict
{
    /// <summary>The evidence is too thin to say anything.</summary>
    Unknown,

    /// <summary>May be the candidate with the highest expected score: it is in the tie set.</summary>
    MayBeBest,

    /// <summary>
    /// Is not the candidate with the highest expected score, at a nominal confidence of 95 % for all candidates together; what simulations
    /// found of that is in docs/statistics.md.
    /// </summary>
    NotBest,

    /// <summary>Not compared, as it has no finite score on every fold.</summary>
    NoScore,
}

/// <summary>A candidate held against the one with the highest score. Immutable.</summary>
/// <param name="Candidate">Number of the candidate, from 0, in the order of the results.</param>
/// <param name="Verdict">
/// Verdict on the candidate. Of two candidates the one that scores better never has the worse verdict; equal scores have equal verdicts.
/// </param>
/// <param name="Difference">How far its mean score is below the highest: 0 or more; NaN without a score.</param>
/// <param name="StandardError">Standard error of the difference; NaN where it can't be estimated, and for the highest itself.</param>
/// <param name="P">The smallest level at which it is not the best, all comparisons allowed for; NaN where it can't be estimated.</param>
public sealed record Comparison(int Candidate, Verdict Verdict, double Difference, double StandardError, double P)
{
    /// <summary>What <see cref="HalfWidth"/> is computed from; <see langword="null"/> where the evidence allows no verdict.</summary>
    internal PairTest? Test { get; init; }

    /// <summary>The level it is tested at, its share of that of all comparisons together.</summary>
    internal double Level { get; init; }

    /// <summary>
    /// Half the width of the simultaneous interval of the verdict: a candidate may be the best exactly where <see cref="Difference"/> is at
    /// most this. NaN for the highest itself, and where there is no verdict. Computed at each call.
    /// </summary>
    /// <remarks>
    /// It is the difference at which its own test would leave it out; but where the verdict is that of its neighbours in the order of
    /// scores, just more than the difference there is, or a hundredth less.
    /// </remarks>
    public double HalfWidth()
    {
        if (Test is not { } test)
        {
            return double.NaN;
        }

        double own = test.StandardError > 0 ? test.Quantile(Level) : Difference;
        return Verdict == Verdict.MayBeBest ? Math.Max(own, Difference * (1 + 1e-9)) : Math.Min(own, 0.99 * Difference);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
