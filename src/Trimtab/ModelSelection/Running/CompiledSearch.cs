using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>A search over some rows, checked and worked out: its candidates, its folds, and the trainings it needs.</summary>
internal sealed class CompiledSearch
{
    private readonly Dataset _data;
    private readonly ulong _seed;

    /// <exception cref="TrimtabException">The search cannot work.</exception>
    public CompiledSearch(CandidateSearch search, Dataset data)
    {
        (_data, _seed, Candidates) = (data, search.Seed, search.Candidates);
        SearchCheck.Scoring(search.Scoring, search.Refit);
        Estimators = SearchCheck.Candidates(search.Estimator, Candidates);
        SearchCheck.Data(data, search.Estimator.Kind);
        var folds = search.Cv.FoldsFor(search.Estimator.Kind, data, search.Groups);
        FoldRows = folds;
        Folds = [.. folds.Select(fold => (data.Select(fold.Train), data.Select(fold.Test)))];
        string? scoring = ScoringText(search);
        string[]? circumstances = scoring is null ? null : [.. folds.Select((fold, number) => Circumstances(search, data, fold, number, scoring))];
        var trainings = PlannedTrajectory.Of(Estimators, Folds.Count, search.ScoreEveryEpoch);
        var refusals = trainings.Where(planned => planned.Fold == 0).ToDictionary(planned => planned.FirstCandidate, planned => SearchCheck.Refusal(planned.Estimator, data));
        Trajectories =
        [
            .. from planned in trainings
               select planned with
               {
                   Refusal = refusals[planned.FirstCandidate],
                   Content = circumstances is null || planned.Identity.Key.Length == 0 ? "" : Hash($"{circumstances[planned.Fold]}\n{planned.Identity.Key}"),
                   Shape = new(FoldRunner.Names(search.Scoring).Count, search.ReturnTrainScore, Folds[planned.Fold].Test.Count),
                   CostKind = TrainingCosts.KindOf(planned.Estimator, planned.Identity, Candidates[planned.FirstCandidate]),
               },
        ];
    }

    public IReadOnlyList<ParameterSet> Candidates { get; }

    /// <summary>Candidates that can't be trained, and why.</summary>
    public IEnumerable<(ParameterSet Candidate, Exception Why)> Refused =>
        from planned in Trajectories
        where planned is { Fold: 0, Refusal: not null }
        from stop in planned.Stops
        from candidate in stop.Candidates
        orderby candidate
        select (Candidates[candidate], planned.Refusal);

    /// <summary>Refuses a search none of whose candidates can be trained, or one of them where errors are to be raised.</summary>
    /// <exception cref="TrimtabException">No candidate can be trained, or one can't and errors are raised.</exception>
    public void RequireTrainable(ErrorScore errorScore)
    {
        var refused = Refused.ToList();
        if (refused.Count == Candidates.Count || (refused.Count > 0 && errorScore.IsRaised))
        {
            string how = Candidates.Count == 1 ? "can't be trained. It" : Invariant($"of {Candidates.Count} can't be trained. The first");
            throw new TrimtabException($"{InvariantText.Count(refused.Count, "candidate")} {how}, {refused[0].Candidate.ToDisplayString()}: {refused[0].Why.Message}", refused[0].Why);
        }
    }

    /// <summary>Rows in all.</summary>
    public int Rows => _data.Count;

    /// <summary>The content of training <paramref name="estimator"/> on all rows; empty where it can't be known.</summary>
    public string RefitContent(IEstimator estimator) => PlannedTrajectory.IdentityOf(estimator) is { Key.Length: > 0 } identity
        ? Hash(string.Join('\n', EngineRevision.Current, _data.Fingerprint, "refit", _seed, identity.Key))
        : "";

    public IReadOnlyList<IEstimator> Estimators { get; }

    /// <summary>The rows' numbers.</summary>
    public IReadOnlyList<Fold> FoldRows { get; }

    public IReadOnlyList<(Dataset Train, Dataset Test)> Folds { get; }

    public IReadOnlyList<PlannedTrajectory> Trajectories { get; }

    /// <summary>Everything around a training that its scores depend on.</summary>
    private static string Circumstances(CandidateSearch search, Dataset data, Fold fold, int number, string scoring) => string.Join(
        '\n', EngineRevision.Current, data.Fingerprint, HashOf(fold.Train), HashOf(fold.Test), search.Seed, number, scoring, search.ReturnTrainScore);

    /// <summary>The scorers with their settings and, of a user's own, which build they are from; null where one is a function, whose content can't be known.</summary>
    private static string? ScoringText(CandidateSearch search) =>
        search.Scoring.All(scorer => Scorer.Catalog.NameOf(scorer) is not null) ? InvariantText.List(search.Scoring) + string.Concat(search.Scoring.Select(Scorer.Catalog.BuildOf)) : null;

    private static string HashOf(int[] rows) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(rows.AsSpan())));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
