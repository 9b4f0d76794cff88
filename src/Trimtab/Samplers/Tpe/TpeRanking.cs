using Trimtab.Numerics;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The finished trials of a study in the order in which TPE prefers them, whatever parameters they have: a good trial is good for each of
/// its parameters. Not thread-safe.
/// </summary>
/// <param name="problem">The study.</param>
/// <param name="most">How many best trials are asked for at most, where there is one objective.</param>
internal sealed class TpeRanking(StudyProblem problem, int most)
{
    private readonly List<Trial> _trials = [];
    private readonly List<Rank> _ranks = [];
    private readonly List<double[]> _losses = [];
    private readonly List<int> _order = []; // positions in the list of trials, best first; of one objective as many as are asked for
    private readonly FinishedTrials _finished = new();
    private int[] _best = [];
    private (int Trials, int Count) _bestOf; // what _best is the answer to

    /// <summary>The trials in the order in which they were read; those completed with NaN are left out.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>How many of them did not fail.</summary>
    public int Successes { get; private set; }

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

    /// <summary>
    /// Which of <see cref="Trials"/> are the <paramref name="count"/> best, and so below γ, ascending. Found once for all parameters of a
    /// request.
    /// </summary>
    public IReadOnlyList<int> Best(int count)
    {
        if (_bestOf == (_trials.Count, count))
        {
            return _best;
        }

        if (HasFronts)
        {
            Fronts.Order(_losses, _ranks, _order, count);
        }

        (_best, _bestOf) = ([.. _order.Take(count).Order()], (_trials.Count, count));
        return _best;
    }

    private bool HasFronts => problem.Objectives.Count > 1;

    private void Take(Trial trial)
    {
        if (RankOf(trial) is not { } rank)
        {
            return;
        }

        int index = _trials.Count;
        _trials.Add(trial);
        _ranks.Add(rank);
        Successes += trial.State == TrialState.Failed ? 0 : 1;
        _order.Insert(Bisection.FirstIndex(_order.Count, i => _ranks[_order[i]].CompareTo(rank) > 0), index);
        if (HasFronts)
        {
            _losses.Add(trial.State == TrialState.Complete ? Pareto.LossesOf(trial, problem.Objectives) : []);
        }
        else if (_order.Count > most)
        {
            _order.RemoveAt(most); // no later trial makes it one of the best again
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

        double loss = problem.LossOf(trial);
        return trial.State == TrialState.Complete
            ? double.IsNaN(loss) ? null : new(0, loss, 0)
            : new(1, trial.Reports.Count > 0 ? -trial.Reports[^1].Epoch : 0, double.IsNaN(loss) ? double.PositiveInfinity : loss);
    }

    /// <summary>The rank of a trial: its class, then two numbers; lower is better.</summary>
    internal readonly record struct Rank(int Class, double First, double Second) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => (Class, First, Second).CompareTo((other.Class, other.First, other.Second));
    }
}
