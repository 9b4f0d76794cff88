using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>A search as an estimator: fitting it searches the rows given and learns from all of them with the best parameters.</summary>
/// <remarks>
/// Cross-validated, it is nested cross-validation: see <see cref="NestedCrossValidate"/>. Immutable; thread-safe.
/// <code>
/// var search = new GridSearchCV(model, new() { ["epochs"] = [5, 10] });
/// var scores = new CrossValidate(new TunedEstimator(search)) { Cv = 5 }.Fit(train);
/// </code>
/// </remarks>
/// <param name="search">The search; it must train its best candidate again on all rows, as searches do by default.</param>
public sealed class TunedEstimator(CandidateSearch search) : IEstimator
{
    /// <summary>The search.</summary>
    public CandidateSearch Search { get; } = Checked(search);

    /// <summary>None: they are the search's.</summary>
    public IReadOnlyCollection<string> ParameterNames => [];

    /// <inheritdoc/>
    public EstimatorKind Kind => Search.Estimator.Kind;

    /// <summary>Whether the search's estimator does, or of a choice one of them.</summary>
    public bool PreparesFeatures => Search.Estimator.Alternatives.Any(estimator => estimator.PreparesFeatures);

    /// <summary>Whether the search's estimator does, or of a choice one of them.</summary>
    public bool UsesWeights => Search.Estimator.Alternatives.Any(estimator => estimator.UsesWeights);

    /// <inheritdoc/>
    public IEstimator With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Count == 0 ? this : throw new UnknownNameException("parameter", parameters.Keys.First(), ParameterNames);
    }

    /// <summary>Checks what the search can check before it trains.</summary>
    public void Check(Dataset data) => Search.Compile(data);

    /// <summary>Searches the rows, on as many workers as the context has threads, and learns with the best parameters.</summary>
    /// <exception cref="TrimtabException">The search failed, or its best candidate could not be trained on all rows.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IFitted Fit(Dataset data, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var search = Search with
        {
            Workers = context.Threads,
            Progress = null,
            FitPrefix = context.Name.Length > 0 ? $"{context.Name}-" : "",
        };
        var result = search.Fit(data, context.CancellationToken);
        const string Rule = "The best candidate of a search that is an estimator must be trained on all rows. ";
        return result.BestEstimator is { } best ? new FittedSearch(result, best)
            : result.RefitError is { } error ? throw new TrimtabException(Rule + result.Summary, error)
            : throw new TrimtabException(Rule + result.Summary);
    }

    private static CandidateSearch Checked(CandidateSearch search) => Setting.Required(search) switch
    {
        { Refit: Refit.Never } => throw new ArgumentException(
            "A search that is an estimator must train its best candidate on all rows. Its Refit is None: leave it out.", nameof(search)),
        { Groups: not null } => throw new ArgumentException(
            "A search that is an estimator gets other rows than it was made for. "
                + "It has Groups: give them with the rows, as Dataset.Groups.",
            nameof(search)),
        { Storage: not null } => throw new ArgumentException(
            "A search that is an estimator is run on several sets of rows, and a stored study is of one. It has Storage: leave it out.",
            nameof(search)),
        _ => search,
    };
}

/// <summary>A finished search as a fitted estimator. Thread-safe if its best estimator is.</summary>
public sealed class FittedSearch : IFitted
{
    private readonly IFitted _best;

    internal FittedSearch(SearchResult result, IFitted best) => (Result, _best) = (result, best);

    /// <summary>The search's result, with its best parameters.</summary>
    public SearchResult Result { get; }

    /// <inheritdoc/>
    public Scorer OwnScorer => _best.OwnScorer;

    /// <summary>Predicts by the best estimator, which has learned from all of the search's rows.</summary>
    public Prediction Predict(Dataset data) => _best.Predict(data);
}
