using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Conditional;

/// <summary>
/// The trials of a history as points of one space, that of all parameters any of them had; NaN where a trial has none. Not thread-safe.
/// </summary>
internal sealed class ConditionalMemory(StudyProblem problem)
{
    private readonly List<Trial> _trials = [];
    private readonly List<double[]> _rows = [];
    private readonly FinishedTrials _finished = new();
    private ActivityTree? _tree;

    /// <summary>The space of all parameters, as real coordinates; a parameter has the distribution it was first met with.</summary>
    public SpaceTransform Axes { get; private set; } = new(SearchSpace.Empty);

    /// <summary>How many trials there are.</summary>
    public int Count => _trials.Count;

    /// <summary>Whether each axis is categorical.</summary>
    public bool[] IsCategorical => [.. Enumerable.Range(0, Axes.Count).Select(axis => Axes[axis].IsCategorical)];

    /// <summary>The trials' coordinates: in [0, 1], the number of the choice, or NaN.</summary>
    public IReadOnlyList<double[]> Rows => _rows;

    /// <summary>Which parameters a trial of given values has.</summary>
    /// <remarks>Learned from trials that have asked for all their parameters: one that failed may not have.</remarks>
    public ActivityTree Tree => _tree ??= ActivityTree.Of(
        [.. _rows.Where((_, trial) => _trials[trial].State != TrialState.Failed)], IsCategorical);

    /// <summary>Whether <paramref name="history"/> continues the one read last.</summary>
    public bool CanLearn(History history) => _finished.GoesOn(history);

    /// <summary>Their losses; of what failed or violates constraints ∞.</summary>
    public double[] Losses =>
    [
        .. _trials.Select(trial => trial.IsFeasible && trial.State != TrialState.Failed ? problem.LossOf(trial) : double.PositiveInfinity),
    ];

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

    /// <summary>Coordinates of parameters.</summary>
    public double[] RowOf(ParameterSet parameters)
    {
        double[] row = new double[Axes.Count];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = parameters.TryGetValue(Axes[i].Name, out var value) ? ShareOf(Axes[i], value) : double.NaN;
        }

        return row;
    }

    /// <summary>The parameters at a place, those that are active.</summary>
    public ParameterSet At(double[] place, bool[] active) => ParameterSet.Create(
        Enumerable.Range(0, Axes.Count).Where(i => active[i])
            .Select(i => KeyValuePair.Create(Axes[i].Name, Axes[i].At(GpMemory.PlaceOf(Axes[i], place[i])))));

    private static double ShareOf(TransformedParameter axis, ParameterValue value) =>
        axis.Of(value) is var at && axis.IsCategorical ? at : axis.ShareOf(at);

    private void Take(Trial trial)
    {
        var added = problem.SearchedIn(trial).Where(parameter => !Axes.Space.ContainsKey(parameter.Key)).ToList();
        _trials.Add(trial);
        _tree = null;
        if (added.Count > 0)
        {
            Axes = new(SearchSpace.Create(Axes.Space.Concat(added)));
            _rows.Clear();
            _rows.AddRange(_trials.Select(RowOf));
            return;
        }

        _rows.Add(RowOf(trial));
    }

    /// <summary>Coordinates of a trial: where it failed, also of parameters it was given and had not asked for yet.</summary>
    private double[] RowOf(Trial trial) => RowOf(
        trial.State == TrialState.Failed
            ? trial.Parameters.Aggregate(trial.Given, (all, parameter) => all.With(parameter.Key, parameter.Value))
            : trial.Parameters);
}
