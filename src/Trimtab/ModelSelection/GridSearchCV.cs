using Trimtab.Data;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Tries every combination of a grid, cross-validated.</summary>
/// <remarks>
/// <code>
/// var search = new GridSearchCV(model, new() { ["epochs"] = [10, 20, 30, 40] }) { Cv = 2, Scoring = ["accuracy"] };
/// var result = search.Fit(train);
/// </code>
/// scikit-learn's semantics: the grid's order, the first of equal candidates wins.
/// </remarks>
public sealed record GridSearchCV : CandidateSearch
{
    /// <summary>Searches <paramref name="grid"/>.</summary>
    public GridSearchCV(IEstimator estimator, ParameterGrid grid)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Candidates = grid;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSet> Candidates { get; }

    /// <summary>Who ends candidates early; those are trials of <see cref="SearchResult.Study"/> and not among the results. Every epoch is then scored on the fold's test rows. Default: nobody.</summary>
    public Pruner Pruner { get; init; } = new NoPruner();

    /// <inheritdoc/>
    public override SearchResult Fit(Dataset data, CancellationToken cancellationToken = default) =>
        Pruner is NoPruner ? base.Fit(data, cancellationToken) : new StudySearchCV(this, Pruner).Fit(data, cancellationToken);
}
