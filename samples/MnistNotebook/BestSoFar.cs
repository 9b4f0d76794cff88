using Trimtab;
using Trimtab.Spaces;

namespace MnistNotebook;

/// <summary>How the best accuracy of a search rises with the epochs it trains, shared trainings counted as if it were alone.</summary>
internal static class BestSoFar
{
    /// <summary>
    /// The trials in their order: epochs of all folds so far, and the best accuracy so far; NaN before a trial came to its end.
    /// </summary>
    public static IReadOnlyList<(int Epochs, double Best)> Of(History trials)
    {
        var steps = new List<(int, double)>();
        var stands = new Dictionary<ParameterSet, int>(); // a trial that was paused goes on from there
        int epochs = 0;
        double best = double.NaN;
        foreach (var trial in trials.Where(trial => trial.IsFinished))
        {
            epochs += trial.Reports.Count - stands.GetValueOrDefault(trial.Parameters);
            stands[trial.Parameters] = trial.Reports.Count;
            best = trial.State == TrialState.Complete ? Better(best, trial.Values["accuracy"]) : best;
            steps.Add((epochs, best));
        }

        return steps;
    }

    /// <summary>One search after the other.</summary>
    public static IReadOnlyList<(int Epochs, double Best)> Join(IEnumerable<IReadOnlyList<(int Epochs, double Best)>> courses)
    {
        var joined = new List<(int Epochs, double Best)>();
        foreach (var course in courses)
        {
            var (before, best) = joined.Count > 0 ? joined[^1] : (0, double.NaN);
            joined.AddRange(course.Select(step => (before + step.Epochs, Better(best, step.Best))));
        }

        return joined;
    }

    /// <summary>The best accuracy after so many epochs; NaN where nothing had come to its end.</summary>
    public static double BestAt(IReadOnlyList<(int Epochs, double Best)> course, int epochs) =>
        course.LastOrDefault(step => step.Epochs <= epochs, (Epochs: 0, Best: double.NaN)).Best;

    private static double Better(double a, double b) => double.IsNaN(a) || b > a ? b : a;
}
