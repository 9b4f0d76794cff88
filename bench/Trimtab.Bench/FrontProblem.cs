using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>A function of one or several objectives to be minimized, with constraints or without.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Reference">
/// The reference point of the hypervolume; with one objective the value that counts where no trial is feasible.
/// </param>
/// <param name="Best">The hypervolume of the Pareto front.</param>
/// <param name="Function">The function.</param>
internal sealed record FrontProblem(string Name, double[] Reference, double Best, Func<LiveTrial, Outcome> Function)
{
    /// <summary>The sets by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<FrontProblem>> Sets { get; } =
        new Dictionary<string, IReadOnlyList<FrontProblem>>
        {
            ["several"] = SeveralObjectives.All,
            ["constrained"] = ConstrainedFunctions.All,
            ["constrained_tree"] = ConstrainedBranches.All,
            ["constrained_mixed"] = ConstrainedChoices.All,
        };

    /// <summary>A problem whose front is the best of given points.</summary>
    public static FrontProblem OfFront(string name, double[] reference, IEnumerable<double[]> front, Func<LiveTrial, Outcome> function) =>
        new(name, reference, Hypervolume.Of(front, reference), function);

    /// <summary>A problem of one objective with a known minimum.</summary>
    public static FrontProblem OfMinimum(string name, double minimum, double unfound, Func<LiveTrial, Outcome> function) =>
        new(name, [unfound], unfound - minimum, function);

    /// <summary>The hypervolume of the feasible trials among the first ones.</summary>
    public double HypervolumeOf(IEnumerable<Trial> trials)
    {
        string[] names = [.. Names(Reference.Length)];
        var points = trials.Where(trial => trial.IsFeasible).Select(trial => names.Select(name => trial.Values[name]).ToArray());
        return Hypervolume.Of(points, Reference);
    }

    /// <summary>The names of the objectives.</summary>
    public static IEnumerable<string> Names(int objectives) => Enumerable.Range(0, objectives).Select(i => $"f{i}");
}

/// <summary>What a function returns.</summary>
/// <param name="Values">A value an objective.</param>
/// <param name="Constraints">A number a constraint, satisfied where it is 0 or less.</param>
internal sealed record Outcome(double[] Values, double[] Constraints)
{
    /// <summary>The sum of what is violated.</summary>
    public double Violation => Constraints.Sum(constraint => Math.Max(0, constraint));
}
