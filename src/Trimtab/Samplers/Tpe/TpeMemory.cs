using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The trials of a history that have values for the parameters of one space: positions, ranks, and order along each axis. Not thread-safe.
/// </summary>
internal sealed class TpeMemory
{
    private readonly StudyProblem _problem;
    private readonly List<double>[] _columns;
    private readonly List<int>[] _sorted; // per axis: trials by place
    private readonly List<Rank> _ranks = [];
    private readonly List<double[]> _losses = [];
    private readonly List<int> _order = []; // trials by rank
    private readonly FinishedTrials _finished = new();
    private readonly Parzen _below, _above;

    public TpeMemory(StudyProblem problem, SearchSpace space)
    {
        (_problem, SpaceTransform) = (problem, new(space));
        _columns = [.. Enumerable.Range(0, SpaceTransform.Count).Select(_ => new List<double>())];
        _sorted = [.. Enumerable.Range(0, SpaceTransform.Count).Select(_ => new List<int>())];
        (_below, _above) = (new(SpaceTransform), new(SpaceTransform));
    }

    /// <summary>The space as real coordinates.</summary>
    public SpaceTransform SpaceTransform { get; }

    /// <summary>How many trials there are.</summary>
    public int Count => _ranks.Count;

    /// <summary>Whether <paramref name="history"/> continues the one read last.</summary>
    public bool CanLearn(History history) => _finished.GoesOn(history);

    /// <summary>Reads the trials that have finished since.</summary>
    public void Learn(History history)
    {
        foreach (var trial in _finished.Since(history))
        {
            Take(trial);
        }
    }

    /// <summary>How many of them did not fail.</summary>
    public int Successes { get; private set; }

    /// <summary>
    /// The densities ℓ of the best <paramref name="below"/> trials and g of the others, those under way included: p(x | y) on the two sides
    /// of y* (Bergstra et al. 2011, eq. 2).
    /// </summary>
    public (Parzen Below, Parzen Above) Split(int below, IReadOnlyList<ParameterSet> pending, double priorWeight)
    {
        if (_problem.Objectives.Count > 1)
        {
            Fronts.Order(_losses, _ranks, _order, below);
        }

        bool[] isBelow = new bool[Count];
        foreach (int trial in _order.Take(below))
        {
            isBelow[trial] = true;
        }

        double[][] liars = [.. pending.Select(SpaceTransform.Of).OfType<double[]>()];
        _below.Set(_columns, _sorted, isBelow, true, [], priorWeight);
        _above.Set(_columns, _sorted, isBelow, false, liars, priorWeight);
        return (_below, _above);
    }

    private void Take(Trial trial)
    {
        if (SpaceTransform.Of(trial.Parameters) is not { } place || RankOf(trial) is not { } rank)
        {
            return;
        }

        int index = _ranks.Count;
        _ranks.Add(rank);
        Successes += trial.State == TrialState.Failed ? 0 : 1;
        _losses.Add(trial.State == TrialState.Complete ? Pareto.LossesOf(trial, _problem.Objectives) : []);
        Insert(_order, index, (a, b) => _ranks[a].CompareTo(_ranks[b]));
        for (int axis = 0; axis < place.Length; axis++)
        {
            var column = _columns[axis];
            column.Add(place[axis]);
            Insert(_sorted[axis], index, (a, b) => column[a].CompareTo(column[b]));
        }
    }

    /// <summary>
    /// Complete trials by value; then pruned ones, those that came further first, by their last value; then those that violate constraints,
    /// by how much; then those that failed.
    /// </summary>
    private Rank? RankOf(Trial trial)
    {
        if (trial.State == TrialState.Failed)
        {
            return new(3, 0, 0);
        }

        if (!trial.IsFeasible)
        {
            return new(2, trial.Violation, 0);
        }

        double loss = _problem.LossOf(trial);
        return trial.State == TrialState.Complete
            ? double.IsNaN(loss) ? null : new(0, loss, 0)
            : new(1, trial.Reports.Count > 0 ? -trial.Reports[^1].Epoch : 0, double.IsNaN(loss) ? double.PositiveInfinity : loss);
    }

    /// <summary>Inserts the newest trial behind all that do not come after it.</summary>
    private static void Insert(List<int> sorted, int index, Comparison<int> compare) =>
        sorted.Insert(Bisection.FirstIndex(sorted.Count, i => compare(sorted[i], index) > 0), index);

    /// <summary>The rank of a trial: its class, then two numbers; lower is better.</summary>
    internal readonly record struct Rank(int Class, double First, double Second) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => (Class, First, Second).CompareTo((other.Class, other.First, other.Second));
    }
}
