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
public sealed record GridSearchCV : ListedSearch
{
    private readonly ParameterGrid _grid;

    /// <summary>Searches <paramref name="grid"/>.</summary>
    public GridSearchCV(IEstimator estimator, ParameterGrid grid)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _grid = grid;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSet> Candidates => _grid;

    private protected override string Size => CandidateCount.Of(_grid);
}
