using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Tries some points of a space at random, cross-validated.</summary>
/// <remarks>
/// Over lists alone points are drawn without replacement; see <see cref="ParameterSampler"/>.
/// <code>
/// var space = new SearchSpace { ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true), ["epochs"] = new IntDistribution(5, 20) };
/// var result = new RandomizedSearchCV(model, space, candidates: 20) { Cv = 5, Seed = 1 }.Fit(train);
/// </code>
/// </remarks>
public sealed record RandomizedSearchCV : ListedSearch
{
    private readonly SearchSpace _space;
    private readonly int _candidates;

    /// <summary>Searches <paramref name="space"/>.</summary>
    /// <param name="estimator">The estimator that is searched.</param>
    /// <param name="space">Lists and distributions, by parameter; a grid converts.</param>
    /// <param name="candidates">How many points, 1 or more; fewer where the space has fewer. Default 10.</param>
    public RandomizedSearchCV(IEstimator estimator, SearchSpace space, int candidates = 10)
        : base(estimator)
    {
        ArgumentNullException.ThrowIfNull(space);
        _ = Setting.AtLeast(candidates, 1, nameof(candidates));
        (_space, _candidates) = (space, candidates);
    }

    /// <summary>Warning that the space has fewer points than asked for; or <see langword="null"/>.</summary>
    public string? Warning => Sampler.Warning;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSet> Candidates => Sampler;

    internal override IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken) =>
        new ParameterSampler([_space], _candidates, Seed, cancellationToken);

    private protected override string Size => CandidateCount.Of(_space, _candidates);

    private ParameterSampler Sampler => new(_space, _candidates, Seed);
}
