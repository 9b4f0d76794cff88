using Trimtab.ModelSelection.Planning;
using Trimtab.ModelSelection.Running;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>
/// A cross-validated search whose candidates a sampler suggests one after another, learning from the scores, and whose pruner ends those
/// that will not win.
/// </summary>
/// <remarks>
/// <code>
/// var search = new StudySearchCV(model, new() { ["neurons"] = new IntDistribution(4, 64), ["rate"] = new FloatDistribution(1e-4, 1e-1,
/// Log: true) }, 50)
/// {
///     Cv = 2, Pruner = new SuccessiveHalvingPruner { MinResource = 5, ReductionFactor = 2 },
/// };
/// </code>
/// Folds of a candidate are trained one after another, and reported fold by fold and epoch by epoch. Pruned candidates are trials of the
/// study and not among the results; so are failed ones, unless <see cref="CrossValidation.ErrorScore"/> gives them a number. What is
/// searched for is the scorer <see cref="CandidateSearch.Refit"/> names, else the first. The same seed gives the same candidates on any
/// number of workers. The search ends before its last trial where every combination of a finite space was tried: trying one again would
/// tell nothing new.
/// </remarks>
public sealed record StudySearchCV : PrunedSearch
{
    /// <summary>Searches <paramref name="space"/>.</summary>
    /// <param name="estimator">The estimator that is searched.</param>
    /// <param name="space">What each parameter may be; 'epochs' may be one.</param>
    /// <param name="trials">How many candidates, 1 or more; fewer where the space has fewer.</param>
    public StudySearchCV(IEstimator estimator, SearchSpace space, int trials)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(space);
        _ = Setting.AtLeast(trials, 1, nameof(trials));
        (Space, Trials) = (space, trials);
    }

    /// <summary>Search space: the distribution of each parameter.</summary>
    public SearchSpace Space { get; }

    /// <summary>
    /// Parameters of the space that are searched only where another has certain values, as the settings of a model where it is chosen;
    /// elsewhere candidates do not have them. Default: none.
    /// </summary>
    /// <remarks>
    /// <code>
    /// var space = new SearchSpace
    /// {
    ///     ["optimizer"] = new CategoricalDistribution(["adam", "sgd"]), ["momentum"] = new FloatDistribution(0, 0.99),
    /// };
    /// var search = new StudySearchCV(model, space, 50)
    /// {
    ///     When = new Dictionary&lt;string, ParameterCondition&gt; { ["momentum"] = new("optimizer", "sgd") },
    /// };
    /// </code>
    /// A parameter of a condition may have one itself. The space must have no rules then.
    /// </remarks>
    public IReadOnlyDictionary<string, ParameterCondition> When { get; init => field = Setting.Required(value); } =
        new Dictionary<string, ParameterCondition>();

    /// <summary>
    /// No candidate begins after this time; those that run end with the fold that they train, as pruned trials, once another has been
    /// scored. The result then depends on how fast the machine is. Zero or more. Default: no limit.
    /// </summary>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is null || value >= TimeSpan.Zero
            ? value
            : throw Setting.OutOfRange(nameof(Timeout), $"Timeout must be zero or more; null is no limit. Got {value.Value:c}.");
    }

    /// <summary>How many trials there are: candidates, and those that take up a paused one again.</summary>
    public int Trials { get; }

    /// <summary>Suggests candidates. Default: <see cref="AutoSampler"/>.</summary>
    public Sampler Sampler { get; init => field = Setting.Required(value); } = new AutoSampler();

    /// <summary>
    /// Candidates to begin with, before the sampler is asked: known good ones, with values that the space allows. Default: none.
    /// </summary>
    public IReadOnlyList<ParameterSet> First { get; init => field = Setting.RequiredItems(value); } = [];

    internal override IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken)
    {
        return Space.Count == 0 ? First
            : First.Count == 0 ? Drawn(Trials)
            : [.. First.Take(Trials), .. First.Count < Trials ? Drawn(Trials - First.Count) : []];

        IReadOnlyList<ParameterSet> Drawn(int count)
        {
            var drawn = new ParameterSampler([Space], count, Seed, cancellationToken);
            return Conditional is { IsFlat: false } conditional ? [.. drawn.Select(conditional.Searched)] : drawn;
        }
    }

    /// <summary>The space with its conditions.</summary>
    /// <exception cref="TrimtabException">They do not fit.</exception>
    private ConditionalSpace Conditional => new(Space, When);

    internal override bool KnowsCandidates => false;

    private protected override string Size => $": {InvariantText.Count(Trials, "trial")} over {string.Join(", ", Space.Keys)}";

    internal override SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        var options = new SamplingOptions
        {
            Space = Space,
            Conditional = Conditional,
            Timeout = Timeout,
            Trials = Trials,
            Sampler = Sampler,
            Pruner = Pruner,
            Concurrency = Concurrency,
            First = First,
        };
        return SearchRun.Of(compiled, options, cancellationToken).Run(cancellationToken);
    }

    private protected override void RequireParameters(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        var conditional = Conditional;
        foreach (var candidate in Space.Count == 0 ? [] : First)
        {
            conditional.Require(candidate, "first");
        }

        SearchCheck.Candidates(Estimator, [.. First, Space.Sample(new RandomAddress(Seed))], cancellationToken);
    }
}
