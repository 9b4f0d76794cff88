using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>The trials of a history that a Gaussian process of one space may be fitted to. Not thread-safe.</summary>
internal sealed class GpMemory(StudyProblem problem, SearchSpace space)
{
    private readonly FinishedTrials _finished = new();
    private ParameterSet? _first;

    /// <summary>The space.</summary>
    public UnitCube Cube { get; } = new(space);

    /// <summary>The trials.</summary>
    public RankedTrials Trials { get; } = new();

    /// <summary>Whether some of them had parameters that others had not, of which a model of the common ones knows nothing.</summary>
    public bool IsConditional { get; private set; }

    /// <summary>The constraints that are known one by one.</summary>
    public KnownConstraints Constraints { get; } = new();

    /// <summary>Whether it is of <paramref name="space"/>, and <paramref name="history"/> continues the one read last.</summary>
    public bool CanLearn(History history, SearchSpace space) => Cube.Space.Equals(space) && _finished.GoesOn(history);

    /// <summary>Reads the trials that have finished since.</summary>
    /// <returns>Those a model can be fitted to.</returns>
    public IReadOnlyList<SeenTrial> Learn(History history)
    {
        int known = Trials.Count;
        foreach (var trial in _finished.Since(history))
        {
            Take(trial);
        }

        return Trials.From(known);
    }

    /// <summary>The trials under way as points, those that are known in every parameter.</summary>
    public double[][] PointsOf(IReadOnlyList<ParameterSet> pending) => [.. pending.Select(Cube.Of).OfType<double[]>()];

    private void Take(Trial trial)
    {
        bool isWhole = trial.State == TrialState.Complete, hasFailed = trial.State == TrialState.Failed;
        double loss = problem.LossOf(trial);
        if (!isWhole && !hasFailed && (!trial.IsStoppedEarly || problem.Objectives.Count > 1 || double.IsNaN(loss)))
        {
            return;
        }

        if (Cube.Of(trial.Parameters) is not { } point)
        {
            return;
        }

        _first ??= hasFailed ? null : trial.Parameters; // a failed one may not have asked for all
        IsConditional |= !hasFailed && !trial.Parameters.Keys.SequenceEqual(_first!.Keys);
        double[] losses = hasFailed ? [.. problem.Objectives.Select(_ => double.PositiveInfinity)]
            : isWhole ? Pareto.LossesOf(trial, problem.Objectives)
            : [loss];
        Trials.Add(new(point, losses, trial.Violation) { Amounts = Constraints.AmountsOf(trial) });
    }
}
