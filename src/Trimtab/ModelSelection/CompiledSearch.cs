using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.ModelSelection.Running;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>
/// A search over some rows, checked and worked out once: its folds, its trainings and what their scores depend on. Plans and runs share it.
/// Immutable; thread-safe.
/// </summary>
/// <remarks>Made by <see cref="CandidateSearch.Compile"/>. Nothing has been trained.</remarks>
public sealed class CompiledSearch
{
    private readonly string[]? _circumstances; // by fold; null where a scorer's content can't be known
    private readonly CandidatePlan _planned;
    private readonly PreparedFeatures _features;
    private readonly Lazy<double[]?> _classNumbers;
    private readonly ConcurrentDictionary<object, Lazy<Exception?>> _refusals = new(); // by configuration: each is checked once

    internal CompiledSearch(CandidateSearch search, Dataset data, CancellationToken cancellationToken)
    {
        (Search, Data, Log) = (search, data, new(search.LoggerFactory));
        SearchCheck.Scoring(search.Scoring, search.Refit);
        _features = new(data);
        SearchCheck.Data(data, _features, search.Estimator);
        Scorers = search.Scoring.Count <= 1 ? ["score"] : [.. search.Scoring.Select(scorer => scorer.Name)];
        FoldRows = search.Cv.FoldsFor(search.Estimator.Kind, data, search.Groups ?? data.Groups);
        Folds = [.. FoldRows.Select(fold => (data.Select(fold.Train), data.Select(fold.Test)))];
        string? scoring = ScoringText(search.Scoring);
        _circumstances = scoring is null ? null : [.. FoldRows.Select((fold, number) => Circumstances(fold, number, scoring))];
        _classNumbers = new(() => search.Estimator.Kind == EstimatorKind.Classifier && data.Classes is null && data.Outputs == 1
            ? [.. data.Labels().Distinct().Order()]
            : null);
        _planned = new(cancelled => TrainingsOf(search.PlannedCandidates(cancelled), search.ScoreEveryEpoch, cancelled));
        search.RequireNames(this, cancellationToken);
    }

    /// <summary>The same rows and folds under settings that no score depends on: workers, ledger, refit, progress.</summary>
    private CompiledSearch(CompiledSearch other, CandidateSearch settings)
    {
        (Search, Data, Scorers, FoldRows, Folds) = (settings, other.Data, other.Scorers, other.FoldRows, other.Folds);
        (_circumstances, _planned, _features, _classNumbers, _refusals, Log, Start) = (
            other._circumstances, other._planned, other._features, other._classNumbers, other._refusals, other.Log, other.Start);
    }

    /// <summary>The search's settings.</summary>
    public CandidateSearch Search { get; }

    /// <summary>The rows.</summary>
    public Dataset Data { get; }

    /// <summary>The log of its runs.</summary>
    internal SearchLog Log { get; }

    /// <summary>When the run began, by the search's clock; null where that is not known.</summary>
    internal long? Start { get; private init; }

    /// <summary>The scorers' names in results: <c>score</c> for a single scorer, otherwise each scorer's own.</summary>
    internal IReadOnlyList<string> Scorers { get; }

    /// <summary>The position of the scorer that decides.</summary>
    internal int Deciding => Search.Refit.Deciding(Scorers);

    /// <summary>The rows' numbers, by fold.</summary>
    internal IReadOnlyList<Fold> FoldRows { get; }

    /// <summary>The class numbers of all rows, ascending; null of real values, one-hot rows and classes with labels.</summary>
    internal IReadOnlyList<double>? ClassNumbers => _classNumbers.Value;

    /// <summary>The rows, by fold.</summary>
    internal IReadOnlyList<(Dataset Train, Dataset Test)> Folds { get; }

    /// <summary>The candidates of a plan; where a sampler suggests them, as many random draws.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before they were known.</exception>
    internal PlannedCandidates Planned(CancellationToken cancellationToken) => _planned.Get(cancellationToken);

    /// <summary>
    /// Plans <see cref="Fit"/>: the trainings and their time, before anything runs; a few steps of each kind of training are timed.
    /// </summary>
    /// <exception cref="TrimtabException">No candidate can be trained, or one can't under <see cref="ErrorScore.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SearchPlan Plan(CancellationToken cancellationToken = default) => SearchPlan.Of([this], cancellationToken: cancellationToken)[0];

    /// <inheritdoc cref="CandidateSearch.Fit"/>
    /// <param name="progress">Given progress reports; null for <see cref="CrossValidation.Progress"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchResult Fit(IProgress<SearchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        FitSince(Search.TimeProvider.GetTimestamp(), progress ?? Search.Progress, cancellationToken);

    /// <summary>The same of a search that began at <paramref name="start"/>, a timestamp of its clock.</summary>
    internal SearchResult FitSince(long start, IProgress<SearchProgress>? progress, CancellationToken cancellationToken)
    {
        var search = new CompiledSearch(this, Search with { Progress = progress }) { Start = start };
        return Log.Run(this, () => Search.Run(search, cancellationToken));
    }

    /// <summary>
    /// Has the search's ledger collect its scores from now on: a training that another search runs is scored where this one will stop.
    /// </summary>
    /// <remarks>Nothing happens without a ledger, or where a sampler suggests the candidates.</remarks>
    /// <exception cref="TrimtabException">There is no candidate.</exception>
    public void RequestScores()
    {
        if (Search.Ledger is not { } ledger || !Search.KnowsCandidates)
        {
            return;
        }

        foreach (var planned in Planned(CancellationToken.None).Trajectories.Where(planned => planned.Content.Length > 0))
        {
            ledger.Expect(planned.Content, planned.Stops.Select(stop => stop.Epoch));
        }
    }

    /// <summary>The search in one line, with the number of rows and folds.</summary>
    public override string ToString() =>
        Invariant($"{Search}; {InvariantText.Count(Data.Count, "row")}, {InvariantText.Count(Folds.Count, "fold")}");

    /// <summary>The same rows and folds under settings that no score depends on: workers, ledger, refit, progress.</summary>
    internal CompiledSearch With(CandidateSearch settings) => new(this, settings);

    /// <summary>The search with a ledger: its own, else one that lives as long as the run.</summary>
    internal CompiledSearch WithLedger() =>
        Search.Ledger is null ? With(Search with { Ledger = new() { LoggerFactory = Log.Loggers } }) : this;

    /// <summary>The draws of a fold: the same for every candidate.</summary>
    internal RandomAddress RandomOf(int fold) => RandomAddress.FromSeed(Search.Seed).At("fold").At(fold);

    /// <summary>The draws of the refit.</summary>
    internal RandomAddress RandomOfRefit => RandomAddress.FromSeed(Search.Seed).At("refit");

    /// <summary>The trainings <paramref name="candidates"/> need.</summary>
    /// <param name="candidates">One or more.</param>
    /// <param name="everyEpoch">Whether every epoch is scored.</param>
    /// <param name="cancellationToken">Observed for every candidate.</param>
    /// <exception cref="UnknownNameException">The estimator has no parameter of a name.</exception>
    /// <exception cref="TrimtabException">There are more candidates than can be counted.</exception>
    internal PlannedCandidates TrainingsOf(
        IReadOnlyList<ParameterSet> candidates, bool everyEpoch, CancellationToken cancellationToken)
    {
        var listed = new List<ParameterSet>(candidates.Count); // a grid makes a candidate whenever it is asked for one
        listed.AddRange(candidates.Observing(cancellationToken));
        var estimators = SearchCheck.Candidates(Search.Estimator, listed, cancellationToken);
        return new(listed, estimators,
        [
            .. from planned in PlannedTrajectory.OnFirstFold(estimators, everyEpoch, cancellationToken)
               let candidate = listed[planned.FirstCandidate]
               let kind = TrainingCosts.KindOf(planned.Estimator, planned.Identity, candidate)
               let refusal = RefusalOf(planned, candidate)
               from fold in Enumerable.Range(0, Folds.Count)
               select planned with
               {
                   Fold = fold,
                   Refusal = refusal,
                   Content = _circumstances is null || planned.Identity.Key.Length == 0
                       ? ""
                       : Hash($"{_circumstances[fold]}\n{planned.Identity.Key}"),
                   Shape = new(Scorers.Count, Search.ReturnTrainScore, Folds[fold].Test.Count),
                   CostKind = kind,
               },
        ]);
    }

    /// <summary>The content of training <paramref name="estimator"/> on all rows; empty where it can't be known.</summary>
    internal string RefitContent(IEstimator estimator) => PlannedTrajectory.IdentityOf(estimator) is { Key.Length: > 0 } identity
        ? Hash(string.Join('\n', EngineRevision.Current, Data.Fingerprint, "refit", Search.Seed, identity.Key))
        : "";

    /// <summary>Why a training's configuration can't be trained; checked once, whatever candidates and epochs it is planned for.</summary>
    private Exception? RefusalOf(PlannedTrajectory planned, ParameterSet candidate)
    {
        object configuration = planned.Identity.Key.Length > 0 ? Hash(planned.Identity.Key) : candidate;
        return _refusals.GetOrAdd(configuration, _ => new(() => SearchCheck.Refusal(planned.Estimator, Data, _features))).Value;
    }

    /// <summary>Everything around a training that its scores depend on.</summary>
    private string Circumstances(Fold fold, int number, string scoring) => string.Join(
        '\n', EngineRevision.Current, Data.Fingerprint, HashOf(fold.Train), HashOf(
            fold.Test), Search.Seed, number, scoring, Search.ReturnTrainScore);

    /// <summary>
    /// The scorers with their settings and, of a user's own, which build they are from; null where one is a function, whose content can't
    /// be known.
    /// </summary>
    private static string? ScoringText(IReadOnlyList<Scorer> scorers) =>
        scorers.All(scorer => Scorer.Catalog.NameOf(scorer) is not null)
            ? InvariantText.WholeList(scorers) + string.Concat(scorers.Select(Scorer.Catalog.BuildOf))
            : null;

    private static string HashOf(int[] rows) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(rows.AsSpan())));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
