using System.Collections;

namespace Trimtab.ModelSelection;

/// <summary>Results of a search: candidates in their order, with scikit-learn's columns. Immutable; thread-safe.</summary>
public sealed partial class CvResults : IReadOnlyList<CandidateResult>
{
    private readonly CandidateResult[] _candidates;

    /// <summary>Ranks the candidates by every scorer.</summary>
    /// <param name="candidates">In the order they were proposed.</param>
    /// <param name="scorers">The scorers' names, in the order given; a single scorer's is <c>score</c>.</param>
    /// <param name="deciding">The position of the scorer the best is best by.</param>
    internal CvResults(IReadOnlyList<CandidateResult> candidates, IReadOnlyList<string> scorers, int deciding = 0)
    {
        (Scorers, DecidingScorer) = (scorers, scorers[deciding]);
        var ranks = scorers.ToDictionary(name => name, name => Ranks([.. candidates.Select(c => c.Test[name].Mean)]));
        _candidates = [.. candidates.Select((candidate, i) => candidate with { Rank = RanksOf(i) })];

        Dictionary<string, int> RanksOf(int candidate) => scorers.ToDictionary(name => name, name => ranks[name][candidate]);
    }

    /// <summary>The scorers' names, in the order given; a single scorer's is <c>score</c>.</summary>
    public IReadOnlyList<string> Scorers { get; }

    /// <summary>The scorer <see cref="Refit"/> names, else the first.</summary>
    public string DecidingScorer { get; }

    /// <inheritdoc/>
    public int Count => _candidates.Length;

    /// <inheritdoc/>
    public CandidateResult this[int index] => _candidates[index];

    /// <summary>The number of the best candidate by <paramref name="scorer"/>: the first of rank 1.</summary>
    /// <exception cref="UnknownNameException">No scorer is called so.</exception>
    public int BestBy(string scorer)
    {
        RequireScorer(scorer);
        return Array.FindIndex(_candidates, candidate => candidate.Rank[scorer] == 1);
    }

    /// <summary>Whether there is a candidate <paramref name="index"/> and it has a finite score on every fold.</summary>
    internal bool HasScore(int index, string scorer) => index >= 0 && _candidates[index].Test[scorer].Folds.All(double.IsFinite);

    /// <inheritdoc/>
    public IEnumerator<CandidateResult> GetEnumerator() => ((IEnumerable<CandidateResult>)_candidates).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// How many candidates there are, and the best three by <see cref="DecidingScorer"/>; the whole table is <see cref="ToMarkdown()"/>.
    /// </summary>
    public override string ToString()
    {
        var best = this.OrderBy(candidate => candidate.Rank[DecidingScorer]).Take(3);
        string title = $"{InvariantText.Count(Count, "candidate")} by {DecidingScorer}{(Count > 3 ? ", the best three" : "")}";
        return string.Join('\n', [title, .. best.Select(candidate => candidate.ToString())]);
    }

    private void RequireScorer(string scorer)
    {
        if (!Scorers.Contains(scorer))
        {
            throw new UnknownNameException("scorer", scorer, Scorers);
        }
    }

    /// <summary>1 + how many are better; NaN is worse than anything and equal to itself.</summary>
    private static int[] Ranks(double[] means)
    {
        double[] rising = [.. means.Order()]; // NaN first
        var notAbove = rising.Index().GroupBy(item => item.Item).ToDictionary(same => same.Key, same => same.Last().Index + 1);
        return [.. means.Select(mean => 1 + means.Length - notAbove[mean])];
    }
}
