using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Scores one estimator on every fold. Immutable settings; thread-safe.</summary>
/// <remarks>
/// <code>
/// var result = new CrossValidate(model) { Cv = new StratifiedKFold(10), Scoring = ["accuracy", "neg_log_loss"] }.Fit(train);
/// Console.WriteLine($"{result.Test["accuracy"].Mean} over {result.Test["accuracy"].Folds.Count} folds");
/// </code>
/// </remarks>
public sealed record CrossValidate : CrossValidation
{
    /// <summary>Scores <paramref name="estimator"/>.</summary>
    public CrossValidate(IEstimator estimator)
        : base(estimator)
    {
    }

    /// <summary>Fits and scores every fold.</summary>
    /// <exception cref="TrimtabException">The data can't be split or learned from.</exception>
    /// <exception cref="SearchFailedException">Every fit failed, or one did under <see cref="ErrorScore.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CandidateResult Fit(Dataset data, CancellationToken cancellationToken = default) =>
        new GivenCandidates(this).Fit(data, cancellationToken).CvResults[0];
}
