namespace Trimtab.Tool.Programs.Screens;

/// <summary>
/// How many trials are on the Pareto front of a study, as <see cref="Study.ParetoFront"/> has it; each finished trial is compared once,
/// with those on the front. Not thread-safe.
/// </summary>
internal sealed class FrontTally(Study study)
{
    private readonly List<double[]> _front = []; // losses
    private readonly SortedSet<int> _open = []; // trials that had not finished
    private int _seen;

    /// <summary>The number as things stand now.</summary>
    public int Now()
    {
        for (int count = study.Count; _seen < count; _seen++)
        {
            _open.Add(_seen);
        }

        foreach (int number in _open.ToList())
        {
            var trial = study[number];
            if (trial.IsFinished)
            {
                _open.Remove(number);
                Add(trial);
            }
        }

        return _front.Count;
    }

    private void Add(Trial trial)
    {
        if (trial.State != TrialState.Complete || !trial.IsFeasible)
        {
            return;
        }

        double[] losses = [.. study.Options.Objectives.Select(objective => objective.Loss(trial.Values[objective.Name]))];
        if (!_front.Exists(other => Dominates(other, losses)))
        {
            _front.RemoveAll(other => Dominates(losses, other));
            _front.Add(losses);
        }
    }

    /// <summary>Whether some losses are nowhere greater than others, and somewhere less.</summary>
    private static bool Dominates(double[] losses, double[] others)
    {
        bool isLess = false;
        for (int i = 0; i < losses.Length; i++)
        {
            if (losses[i] > others[i])
            {
                return false;
            }

            isLess |= losses[i] < others[i];
        }

        return isLess;
    }
}
