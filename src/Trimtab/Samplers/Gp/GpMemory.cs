using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The trials of a history that a Gaussian process of one space may be fitted to: positions in [0, 1], losses and violations. Not
/// thread-safe.
/// </summary>
internal sealed class GpMemory(StudyProblem problem, SearchSpace space)
{
    private readonly List<Seen> _seen = []; // by number
    private readonly List<int> _order = []; // best first
    private readonly FinishedTrials _finished = new();
    private ParameterSet? _first;

    /// <summary>The space as real coordinates.</summary>
    public SpaceTransform SpaceTransform { get; } = new(space);

    /// <summary>How many there are.</summary>
    public int Count => _seen.Count;

    /// <summary>Whether some of them had parameters that others had not, of which a model of the common ones knows nothing.</summary>
    public bool IsConditional { get; private set; }

    /// <summary>Whether each axis is categorical.</summary>
    public bool[] IsCategorical => [.. Enumerable.Range(0, SpaceTransform.Count).Select(i => SpaceTransform[i].IsCategorical)];

    /// <summary>Whether <paramref name="history"/> continues the one read last.</summary>
    public bool CanLearn(History history) => _finished.GoesOn(history);

    /// <summary>Reads the trials that have finished since.</summary>
    /// <returns>Those a model can be fitted to.</returns>
    public IReadOnlyList<Seen> Learn(History history)
    {
        int known = _seen.Count;
        foreach (var trial in _finished.Since(history))
        {
            Take(trial);
        }

        return _seen[known..];
    }

    /// <summary>
    /// At max <paramref name="max"/> of the first <paramref name="count"/>: half of them the best, half the newest; by number.
    /// </summary>
    public List<Seen> Choose(int count, int max)
    {
        if (count <= max)
        {
            return _seen[..count];
        }

        int newest = count - (max / 2);
        var best = (problem.Objectives.Count == 1 ? _order.Where(i => i < newest) : ByFronts(newest)).Take(max - (max / 2)).Order();
        return [.. best.Select(i => _seen[i]), .. _seen[newest..count]];
    }

    /// <summary>An axis as [0, 1]; a list as the numbers of its choices. Null where the parameters are not of the space.</summary>
    public double[]? SharesOf(ParameterSet parameters) =>
        SpaceTransform.Of(parameters) is { } place
            ? [.. place.Select((at, i) => SpaceTransform[i].IsCategorical ? at : SpaceTransform[i].ShareOf(at))]
            : null;

    /// <summary>The parameter set at, or nearest to, a place.</summary>
    public ParameterSet At(double[] shares) => SpaceTransform.At([.. shares.Select((share, i) => PlaceOf(SpaceTransform[i], share))]);

    /// <summary>The place on an axis of a share.</summary>
    public static double PlaceOf(TransformedParameter axis, double share) =>
        axis.IsCategorical ? share : PortableMath.Lerp(axis.Low, axis.High, share);

    /// <summary>
    /// Losses as a model sees them: as they are up to their median, by the logarithm of the distance beyond, so that a few failures do not
    /// flatten
    /// the rest; of mean 0 and deviation 1. What is not finite counts as the worst that is.
    /// </summary>
    public static double[] Level(double[] losses)
    {
        double[] finite = [.. losses.Where(double.IsFinite)];
        double least = finite.DefaultIfEmpty(0).Min(), worst = finite.DefaultIfEmpty(0).Max();
        double[] clipped = Magnitude.Moderate([.. losses.Select(loss => double.IsNaN(loss) ? worst : Math.Clamp(loss, least, worst))]);
        least = clipped.DefaultIfEmpty(0).Min();
        double median = clipped.Order().ElementAt(clipped.Length / 2), unit = median - least;
        double[] warped =
        [
            .. clipped.Select(
                loss => loss <= median || unit <= 0 ? loss : median + (unit * Normal.Log1p((loss - median) / unit))),
        ];
        double mean = warped.Average(), deviation = Math.Sqrt(warped.Average(v => (v - mean) * (v - mean)));
        return [.. warped.Select(v => deviation > 0 ? (v - mean) / deviation : 0)];
    }

    /// <summary>The first trials, those that keep constraints by front, then the others by how much they break them.</summary>
    private IEnumerable<int> ByFronts(int count)
    {
        int[] fronts = Fronts.Of([.. _seen.Take(count).Select(trial => trial.Losses)]);
        return Enumerable.Range(0, count).OrderBy(i => _seen[i].Violation).ThenBy(i => fronts[i]);
    }

    private void Take(Trial trial)
    {
        bool isWhole = trial.State == TrialState.Complete, hasFailed = trial.State == TrialState.Failed;
        double loss = problem.LossOf(trial);
        if (!isWhole && !hasFailed && (!trial.IsStoppedEarly || problem.Objectives.Count > 1 || double.IsNaN(loss)))
        {
            return;
        }

        if (SharesOf(trial.Parameters) is not { } place)
        {
            return;
        }

        _first ??= hasFailed ? null : trial.Parameters; // a failed one may not have asked for all
        IsConditional |= !hasFailed && !trial.Parameters.Keys.SequenceEqual(_first!.Keys);
        double[] losses = hasFailed ? [.. problem.Objectives.Select(_ => double.PositiveInfinity)]
            : isWhole ? Pareto.LossesOf(trial, problem.Objectives)
            : [loss];
        int index = _seen.Count;
        _seen.Add(new(place, losses, trial.Violation));
        int at = Bisection.FirstIndex(index, i => IsBetter(_seen[index], _seen[_order[i]]));
        _order.Insert(at, index);
    }

    /// <summary>Whether <paramref name="a"/> violates less than <paramref name="b"/>, or as much and has the lower loss.</summary>
    public static bool IsBetter(Seen a, Seen b) => (a.Violation, a.Losses[0]).CompareTo((b.Violation, b.Losses[0])) < 0;

    /// <summary>A trial.</summary>
    /// <param name="Place">Its position, in [0, 1] per axis.</param>
    /// <param name="Losses">One per objective; lower is better.</param>
    /// <param name="Violation">By how much it violates constraints.</param>
    public sealed record Seen(double[] Place, double[] Losses, double Violation)
    {
        /// <summary>Whether it satisfies the constraints.</summary>
        public bool IsFeasible => Violation == 0;

        /// <summary>The members as text, the same in every culture.</summary>
        public override string ToString() => InvariantText.Record(this, PrintMembers);
    }
}
