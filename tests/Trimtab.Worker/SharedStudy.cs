using Trimtab.Samplers;

namespace Trimtab.Worker;

/// <summary>The study that several processes evaluate.</summary>
public static class SharedStudy
{
    /// <summary>Its options.</summary>
    public static StudyOptions Options(Schedule schedule) => new() { Seed = 5, Sampler = new TpeSampler(), Schedule = schedule };

    /// <summary>What is evaluated, with a report.</summary>
    public static double Objective(LiveTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        double x = trial.SuggestFloat("x", -10, 10);
        trial.Report(1, 1);
        return trial.SuggestCategorical("kind", ["linear", "rbf"]) == "rbf"
            ? (x * x) + trial.SuggestFloat("gamma", 1e-5, 1, log: true)
            : 5 + (x * x) + trial.SuggestInt("n", 0, 9);
    }
}
