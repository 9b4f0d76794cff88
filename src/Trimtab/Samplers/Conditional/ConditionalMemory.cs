using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Conditional;

/// <summary>
/// The trials of a history as points of one space, that of all parameters any of them had. Not thread-safe.
/// </summary>
internal sealed class ConditionalMemory(StudyProblem problem)
{
    private readonly List<Trial> _taken = [];
    private readonly List<double[]> _rows = [];
    private readonly FinishedTrials _finished = new();
    private ActivityTree? _tree;

    /// <summary>The space of all parameters; a parameter has the distribution it was first met with.</summary>
    public UnitCube Cube { get; private set; } = new(SearchSpace.Empty);

    /// <summary>The trials as a Gaussian process sees them, with a coordinate for every parameter; made anew when one is added.</summary>
    /// <remarks>
    /// Losses of what failed are ∞. A numerical parameter that a trial does not have is in the middle of its range, a categorical one has a
    /// choice of its own.
    /// </remarks>
    public RankedTrials Trials { get; private set; } = new();

    /// <summary>The constraints of the trials that are known one by one; made anew with <see cref="Trials"/>.</summary>
    public KnownConstraints Constraints { get; private set; } = new();

    /// <summary>The trials' points; NaN where a trial does not have a parameter.</summary>
    public IReadOnlyList<double[]> Rows => _rows;

    /// <summary>Which parameters a trial of given values has.</summary>
    /// <remarks>Learned from trials that have asked for all their parameters: one that failed may not have.</remarks>
    public ActivityTree Tree => _tree ??= ActivityTree.Of(
        [.. _rows.Where((_, trial) => _taken[trial].State != TrialState.Failed)], Cube.IsCategorical);

    /// <summary>Whether <paramref name="history"/> continues the one read last.</summary>
    public bool CanLearn(History history) => _finished.GoesOn(history);

    /// <summary>Reads the trials that have finished since.</summary>
    public void Learn(History history)
    {
        foreach (var trial in _finished.Since(history))
        {
            if (trial.State == TrialState.Failed || !double.IsNaN(problem.LossOf(trial)))
            {
                Take(trial);
            }
        }
    }

    /// <summary>A point with a coordinate for every parameter, in place of NaN.</summary>
    public double[] Imputed(double[] row) =>
        [.. row.Select((v, axis) => !double.IsNaN(v) ? v : Cube.IsCategorical[axis] ? -1 : 0.5)];

    private void Take(Trial trial)
    {
        var added = problem.SearchedIn(trial).Where(parameter => !Cube.Space.ContainsKey(parameter.Key)).ToList();
        _taken.Add(trial);
        _tree = null;
        if (added.Count > 0)
        {
            (Cube, Trials, Constraints) = (new(SearchSpace.Create(Cube.Space.Concat(added))), new(), new());
            _rows.Clear();
            _taken.ForEach(Place);
            return;
        }

        Place(trial);
    }

    private void Place(Trial trial)
    {
        double[] row = Cube.KnownOf(ParametersOf(trial));
        _rows.Add(row);
        double loss = trial.State == TrialState.Failed ? double.PositiveInfinity : problem.LossOf(trial);
        Trials.Add(new(Imputed(row), [loss], trial.Violation) { Amounts = Constraints.AmountsOf(trial) });
    }

    /// <summary>Of a trial that failed also the parameters it was given and had not asked for yet.</summary>
    private static ParameterSet ParametersOf(Trial trial) => trial.State == TrialState.Failed
        ? trial.Parameters.Aggregate(trial.Given, (all, parameter) => all.With(parameter.Key, parameter.Value))
        : trial.Parameters;
}
