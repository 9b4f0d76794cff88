using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>What an estimator has learned and predicted on each fold of a cross-validation.</summary>
/// <param name="Folds">The folds' rows.</param>
/// <param name="Contexts">Each fold's test rows, with what was learned and predicted.</param>
/// <param name="Result">Scores of the folds.</param>
internal sealed record FoldPredictions(IReadOnlyList<Fold> Folds, IReadOnlyList<ScoringContext> Contexts, CandidateResult Result)
{
    /// <summary>Fits every fold. The first error is raised: a row without a prediction is no result.</summary>
    /// <exception cref="SearchFailedException">A fit, a prediction or a score failed.</exception>
    public static FoldPredictions Of(
        CrossValidation settings, IReadOnlyList<Scorer> scoring, Dataset data, CancellationToken cancellationToken)
    {
        var search = new GivenCandidates(settings)
        {
            Scoring = scoring,
            ErrorScore = ErrorScore.Raise,
            ReturnTrainScore = false,
            Ledger = null, // it has scores, not what was learned
            KeepsPredictions = true,
        };
        var compiled = search.Compile(data, cancellationToken);
        var result = compiled.Fit(settings.Progress, cancellationToken).CvResults[0];
        return new(compiled.FoldRows, result.Contexts, result);
    }
}
