using Trimtab.ModelSelection.Planning;
using Trimtab.ModelSelection.Running;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>
/// Trains all candidates a little, cross-validated, keeps the best part, trains those further, and so on: trainings are continued, never
/// restarted.
/// </summary>
/// <remarks>
/// Successive halving: Karnin et al., ICML 2013; Jamieson and Talwalkar, AISTATS 2016. The resource is epochs: the last rung trains to the
/// candidates' own epochs, each before it to a 1/η of the next. Scores at a rung are those of a training that ends there, bit for bit.
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
    /// <param name="estimator">The estimator that is searched; it must train by epochs.</param>
    /// <param name="grid">The candidates; 'epochs' is the resource and can't be one of the parameters.</param>
    public HalvingSearchCV(IEstimator estimator, ParameterGrid grid)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(grid);
        RequireEpochsToBeFree(estimator, grid.Names);
        (_candidates, _size) = ((_, _) => grid, CandidateCount.Of(grid));
    }

    /// <summary>
    /// Searches <paramref name="candidates"/> points of <paramref name="space"/>, drawn with <see cref="CrossValidation.Seed"/> as
    /// <see cref="RandomizedSearchCV"/> draws them.
    /// </summary>
    /// <param name="estimator">The estimator that is searched; it must train by epochs.</param>
    /// <param name="space">Lists and distributions, by parameter.</param>
    /// <param name="candidates">How many points, 1 or more.</param>
    public HalvingSearchCV(IEstimator estimator, SearchSpace space, int candidates)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(space);
        _ = Setting.AtLeast(candidates, 1, nameof(candidates));
        RequireEpochsToBeFree(estimator, space.Select(parameter => parameter.Key));
        _candidates = (seed, cancelled) => new ParameterSampler([space], candidates, seed, cancelled);
        _size = CandidateCount.Of(space, candidates);
    }

    /// <summary>The candidates of the first rung, in the order of the results.</summary>
    public IReadOnlyList<ParameterSet> Candidates => _candidates(Seed, CancellationToken.None);

    /// <summary>η: one candidate of so many goes on, and is trained so many times as far; 2 or more. Default 3.</summary>
    public int Factor { get; init => field = Setting.AtLeast(value, 2); } = 3;

    /// <summary>Epochs of the first rung at least, 1 or more. Default 1.</summary>
    public int MinEpochs { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <summary>The rungs: how many candidates are trained to how many epochs. The first has all, the last trains to the end.</summary>
    public IReadOnlyList<(int Candidates, int Epochs)> Rungs
    {
        get
        {
            int candidates = Candidates.Count, most = Estimator.Length, rungs = 1;
            while (PortableMath.Pow(Factor, rungs) <= candidates && most / PortableMath.Pow(Factor, rungs) >= MinEpochs)
            {
                rungs++;
            }

            return [.. Enumerable.Range(0, rungs).Select(rung => (
                (int)Math.Ceiling(candidates / PortableMath.Pow(Factor, rung)),
                (int)(most / PortableMath.Pow(Factor, rungs - 1 - rung))))];
        }
    }

    private protected override string Size => _size;

    internal override IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken) =>
        _candidates(Seed, cancellationToken);

    /// <summary>Runs the rungs; the result is that of the last one, with the cost of all of them.</summary>
    internal override SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        var last = compiled.WithLedger();
        var others = last.With(last.Search with { Refit = Refit.None });
        var left = Candidates;
        SearchCost? cost = null;
        var rungs = Rungs;
        for (int rung = 0; ; rung++)
        {
            var search = rung < rungs.Count - 1 ? others : last;
            var candidates = search.TrainingsOf(
                [.. left.Select(candidate => candidate.With("epochs", rungs[rung].Epochs))], ScoreEveryEpoch, cancellationToken);
            var result = SearchRun.Of(search, candidates).Run(cancellationToken);
            cost = cost is null ? result.Cost : Sum(cost, result.Cost);
            if (search == last)
            {
                return result with { Cost = cost };
            }

            int before = left.Count;
            left = BestOf(result.CvResults, rungs[rung + 1].Candidates, left);
            compiled.Log.RungFinished(rungs[rung].Epochs, before, left.Count);
        }
    }

    /// <summary>The best candidates by the deciding scorer, in the order of <paramref name="left"/>.</summary>
    private List<ParameterSet> BestOf(CvResults results, int count, IReadOnlyList<ParameterSet> left)
    {
        string scorer = results.Scorers[Refit.Deciding(results.Scorers)];
        var best = results.Index().OrderBy(item => item.Item.Rank[scorer]).ThenBy(item => item.Index).Take(count);
        return [.. best.OrderBy(item => item.Index).Select(item => left[item.Index])];
    }

    /// <summary>The cost of a rung and of those before it; each one's elapsed time is counted from the beginning of the search.</summary>
    private static SearchCost Sum(SearchCost a, SearchCost b) => new(
        b.Elapsed, a.FitTime + b.FitTime, a.RefitTime + b.RefitTime, a.Fits + b.Fits, a.Failed + b.Failed,
        a.Epochs + b.Epochs, a.EpochsTrained + b.EpochsTrained, a.Reused + b.Reused);

    private static void RequireEpochsToBeFree(IEstimator estimator, IEnumerable<string> parameters)
    {
        if (estimator is not IIterativeEstimator)
        {
            throw new TrimtabException("Halving needs an estimator that trains by epochs, which are its resource. "
                + $"{estimator.GetType().Name} does not.");
        }

        if (parameters.Contains("epochs"))
        {
            throw new TrimtabException("Halving takes care of 'epochs' itself. "
                + "Take it out of the parameters, and give the estimator the epochs of a whole training.");
        }
    }
}
