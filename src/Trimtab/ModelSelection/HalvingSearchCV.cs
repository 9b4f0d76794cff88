using Trimtab.ModelSelection.Planning;
using Trimtab.ModelSelection.Running;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>
/// Trains all candidates a little, cross-validated, keeps the best part, trains those further, and so on: trainings in epochs are
/// continued, never restarted.
/// </summary>
/// <remarks>
/// Successive halving: Karnin et al., ICML 2013; Jamieson and Talwalkar, AISTATS 2016. The resource is epochs, unless
/// <see cref="Resource"/> names another parameter: the last rung has all of it, each before it a 1/η of the next. Scores at a rung are
/// those of a training that ends there, bit for bit. The results are those of the last rung;
/// <see cref="SearchStatistics.Dropped"/> counts the candidates that earlier ones dropped by scores on the same folds, for which the
/// expected score is not corrected.
/// <code>
/// var search = new HalvingSearchCV(model, new ParameterGrid { ["neurons"] = [8, 16, 32], ["rate"] = [0.001, 0.01, 0.1] }) { Cv = 2 };
/// var result = search.Fit(train);
/// Console.WriteLine(result.BestParameters.ToDisplayString());
/// </code>
/// </remarks>
public sealed record HalvingSearchCV : CandidateSearch
{
    private readonly Func<ulong, CancellationToken, IReadOnlyList<ParameterSet>> _candidates;
    private readonly string _size;

    /// <summary>Searches every combination of <paramref name="grid"/>.</summary>
    /// <param name="estimator">The estimator that is searched; it must train by epochs, unless there is another resource.</param>
    /// <param name="grid">The candidates; the resource is none of their parameters.</param>
    public HalvingSearchCV(IEstimator estimator, ParameterGrid grid)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(grid);
        (_candidates, _size) = ((_, _) => grid, CandidateCount.Of(grid));
    }

    /// <summary>
    /// Searches <paramref name="candidates"/> points of <paramref name="space"/>, drawn with <see cref="CrossValidation.Seed"/> as
    /// <see cref="RandomizedSearchCV"/> draws them.
    /// </summary>
    /// <param name="estimator">The estimator that is searched; it must train by epochs, unless there is another resource.</param>
    /// <param name="space">Lists and distributions, by parameter; the resource is none of them.</param>
    /// <param name="candidates">How many points, 1 or more.</param>
    public HalvingSearchCV(IEstimator estimator, SearchSpace space, int candidates)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(space);
        _ = Setting.AtLeast(candidates, 1, nameof(candidates));
        _candidates = (seed, cancelled) => new ParameterSampler([space], candidates, seed, cancelled);
        _size = CandidateCount.Of(space, candidates);
    }

    /// <summary>The candidates of the first rung, in the order of the results.</summary>
    public IReadOnlyList<ParameterSet> Candidates => _candidates(Seed, CancellationToken.None);

    /// <summary>η: one candidate of so many goes on, and is trained so many times as far; 2 or more. Default 3.</summary>
    public int Factor { get; init => field = Setting.AtLeast(value, 2); } = 3;

    /// <summary>
    /// The parameter of which each rung gives the candidates more, as scikit-learn's <c>resource</c>: a whole number, such as the trees of
    /// a boosted model. Default, null: the epochs of an estimator that trains in them (<see cref="IIterativeEstimator.EpochsName"/>).
    /// </summary>
    /// <remarks>
    /// An estimator without epochs is trained anew in each rung: with η = 3, a candidate that reaches the last one takes half as long
    /// again.
    /// <code>
    /// var space = new SearchSpace { ["learning_rate"] = new FloatDistribution(0.02, 0.3, Log: true) };
    /// var search = new HalvingSearchCV(MLEstimator.Classifier(new FastTree()), space, 27)
    /// {
    ///     Resource = "number_of_trees", MinResource = 10, MaxResource = 270,
    /// };
    /// </code>
    /// </remarks>
    public string? Resource { get; init => field = value is null ? null : Setting.Required(value); }

    /// <summary>Resource of the first rung at least, 1 or more. Default 1.</summary>
    public int MinResource { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <summary>
    /// Resource of the last rung, 1 or more; it must be given for a <see cref="Resource"/>. Default, null: the epochs of the estimator.
    /// </summary>
    public int? MaxResource { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>The rungs: how many candidates are trained with how much of the resource. The first has all candidates.</summary>
    /// <exception cref="TrimtabException">There is a <see cref="Resource"/>, and not how much of it.</exception>
    public IReadOnlyList<(int Candidates, int Resource)> Rungs
    {
        get
        {
            int candidates = Candidates.Count, most = Most, rungs = 1;
            while (PortableMath.Pow(Factor, rungs) <= candidates && most / PortableMath.Pow(Factor, rungs) >= MinResource)
            {
                rungs++;
            }

            return [.. Enumerable.Range(0, rungs).Select(rung => (
                (int)Math.Ceiling(candidates / PortableMath.Pow(Factor, rung)),
                (int)(most / PortableMath.Pow(Factor, rungs - 1 - rung))))];
        }
    }

    private protected override string Size => _size;

    private int Most => MaxResource ?? (Resource is null ? Estimator.Length : throw new TrimtabException(
        $"A {nameof(Resource)} needs a {nameof(MaxResource)}, which is that of the last rung. "
            + $"Got none for '{Resource}': give as much of it as a candidate should have at the end."));

    /// <summary>The candidates, with all of the resource.</summary>
    internal override IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken) =>
        Resource is null && MaxResource is null
            ? _candidates(Seed, cancellationToken)
            : [.. _candidates(Seed, cancellationToken).Select(candidate => With(Most, candidate))];

    internal override void RequireNames(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        var estimators = compiled.Planned(cancellationToken).Estimators;
        foreach (var (candidate, estimator) in _candidates(Seed, cancellationToken).Zip(estimators))
        {
            _ = ResourceOf(estimator, candidate);
        }
    }

    /// <summary>Runs the rungs; the result is that of the last one, with the cost of all of them.</summary>
    internal override SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        var last = compiled.WithLedger();
        var others = last.With(last.Search with { Refit = Refit.None });
        var left = Candidates;
        SearchCost? cost = null;
        var dropped = new HashSet<ParameterSet>();
        var rungs = Rungs;
        for (int rung = 0; ; rung++)
        {
            var search = rung < rungs.Count - 1 ? others : last;
            var candidates = search.TrainingsOf(
                [.. left.Select(candidate => With(rungs[rung].Resource, candidate))], ScoreEveryEpoch, cancellationToken);
            var result = SearchRun.Of(search, candidates, dropped.Count).Run(cancellationToken);
            cost = cost is null ? result.Cost : Sum(cost, result.Cost);
            if (search == last)
            {
                return result with { Cost = cost };
            }

            var before = left;
            left = BestOf(result.CvResults, rungs[rung + 1].Candidates, left);
            dropped.UnionWith(before.Where((_, i) => result.CvResults.HasScore(i, Deciding(result.CvResults))));
            dropped.ExceptWith(left);
            compiled.Log.RungFinished(rungs[rung].Resource, Resource ?? "epochs", before.Count, left.Count);
        }
    }

    /// <summary>The best candidates by the deciding scorer, in the order of <paramref name="left"/>.</summary>
    private List<ParameterSet> BestOf(CvResults results, int count, IReadOnlyList<ParameterSet> left)
    {
        string scorer = Deciding(results);
        var best = results.Index().OrderBy(item => item.Item.Rank[scorer]).ThenBy(item => item.Index).Take(count);
        return [.. best.OrderBy(item => item.Index).Select(item => left[item.Index])];
    }

    private string Deciding(CvResults results) => results.Scorers[Refit.Deciding(results.Scorers)];

    /// <summary>The cost of a rung and of those before it; each one's elapsed time is counted from the beginning of the search.</summary>
    private static SearchCost Sum(SearchCost a, SearchCost b) => new(
        b.Elapsed, a.FitTime + b.FitTime, a.RefitTime + b.RefitTime, a.Fits + b.Fits, a.Failed + b.Failed,
        a.Epochs + b.Epochs, a.EpochsTrained + b.EpochsTrained, a.Reused + b.Reused);

    /// <summary>The candidate with so much of the resource.</summary>
    private ParameterSet With(int resource, ParameterSet candidate) =>
        candidate.With(ResourceOf(SearchCheck.Candidate(Estimator, candidate), candidate), resource);

    /// <summary>The parameter that is the resource: epochs are those of the estimator which the candidate chooses.</summary>
    /// <exception cref="TrimtabException">There is none, or the candidate sets it itself.</exception>
    private string ResourceOf(IEstimator estimator, ParameterSet candidate)
    {
        string name = Resource
            ?? (estimator is RefusedEstimator ? Estimator as IIterativeEstimator : estimator as IIterativeEstimator)?.EpochsName
            ?? throw new TrimtabException("Halving needs an estimator that trains by epochs, or another resource. "
                + $"{estimator.TypeTitle} does not: set {nameof(Resource)} to one of its parameters.");
        return candidate.ContainsKey(name)
            ? throw new TrimtabException($"Halving takes care of '{name}' itself. "
                + $"Take it out of the parameters; {nameof(MaxResource)}, or the estimator, says how much of it there is.")
            : name;
    }
}
