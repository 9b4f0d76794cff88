using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Importance;

/// <summary>A method of measuring how much each parameter matters for an objective of a study. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Adding one: one file with a <c>[Named]</c> record, in this library or in a user's assembly.
/// <code>
/// var study = new Study();
/// await study.OptimizeAsync(trial => (10 * trial.SuggestFloat("x", 0, 1)) + trial.SuggestFloat("y", 0, 1), 50);
/// foreach (var (parameter, importance) in new PedAnova().Of(study))
/// {
///     Console.WriteLine($"{parameter}: {importance:P0}");
/// }
/// </code>
/// </remarks>
public abstract record ImportanceEvaluator
{
    private const int EnoughTrials = 30;

    private static readonly Lazy<Catalog<ImportanceEvaluator>> _catalog =
        new(() => Catalog<ImportanceEvaluator>.WithUsersOwn(typeof(ImportanceEvaluator).Assembly));

    /// <summary>All importance evaluators by name, users' own included.</summary>
    public static Catalog<ImportanceEvaluator> Catalog => _catalog.Value;

    /// <summary>Importances of the parameters that all complete trials have, the largest first: 0 or more each, 1 in sum.</summary>
    /// <remarks>
    /// All are 0 where the objective is constant, or where the method finds no difference. Trials that violate a constraint are left out.
    /// </remarks>
    /// <param name="study">Options and trials, two or more of them complete; a <see cref="Study"/> is converted.</param>
    /// <param name="objective">Name of the objective; <see langword="null"/> for the first.</param>
    /// <exception cref="UnknownNameException">The study has no such objective.</exception>
    /// <exception cref="TrimtabException">
    /// There are fewer than two complete trials, or they have no parameter in common that varies.
    /// </exception>
    public IReadOnlyList<(string Parameter, double Importance)> Of(StudySnapshot study, string? objective = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        var judged = study.ObjectiveNamed(objective);
        return OfOrEmpty(study, judged) is { Count: > 0 } importances ? importances : throw TooLittle(study, judged);
    }

    /// <summary>Sentence that belongs beside importances of few trials; empty where there are enough.</summary>
    /// <remarks>
    /// It takes 30 trials to tell a parameter that matters from four that do not: by <see cref="PedAnova"/> another comes first in 1 study
    /// of 20 then, of 20 trials in 3 of 10, of 8 in 8 of 10 (random search, |rate − 0.1| of a rate that is drawn by its logarithm).
    /// </remarks>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <exception cref="UnknownNameException">The study has no such objective.</exception>
    public static string Caveat(StudySnapshot study, string? objective = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        int count = Compared(study, study.ObjectiveNamed(objective)).Trials.Count;
        return count < EnoughTrials
            ? $"{InvariantText.Count(count, "trial")} {(count == 1 ? "is" : "are")} too few to rely on importance: "
                + Invariant($"below {EnoughTrials} its order is often wrong.")
            : "";
    }

    /// <summary>As <see cref="Of"/>; empty where there are too few trials or parameters.</summary>
    internal IReadOnlyList<(string Parameter, double Importance)> OfOrEmpty(StudySnapshot study, Objective objective)
    {
        var (trials, space) = Compared(study, objective);
        if (trials.Count < 2 || space.Count == 0)
        {
            return [];
        }

        double[] losses = Magnitude.Moderate([.. trials.Select(trial => objective.Loss(trial.Values[objective.Name]))]);
        double[] raw = losses.Min() < losses.Max() ? Evaluate(trials, space, losses) : new double[space.Count];
        double sum = raw.Sum();
        return [.. space.Keys.Zip(raw, (parameter, value) => (parameter, sum > 0 ? value / sum : 0)).OrderByDescending(item => item.Item2)];
    }

    /// <summary>Measures each parameter: a number of 0 or more, in the order of the space; the sum need not be 1.</summary>
    /// <param name="trials">Two or more complete trials with finite values that keep the constraints.</param>
    /// <param name="space">The parameters all of them have; each has several values.</param>
    /// <param name="losses">The trials' objective values as losses: lower is better. Not all equal.</param>
    protected abstract double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);

    private static TrimtabException TooLittle(StudySnapshot study, Objective objective)
    {
        var (trials, space) = Compared(study, objective);
        string got = Invariant($"{trials.Count} trials with {space.Count} such parameters");
        return new($"Importance needs two or more complete trials with a parameter in common that has several values. Got {got}.");
    }

    private static (IReadOnlyList<Trial> Trials, SearchSpace Space) Compared(StudySnapshot study, Objective objective)
    {
        Trial[] trials = [.. study.FiniteTrials(objective).Where(trial => trial.IsFeasible)];
        return (trials, new CommonSpace().Of(new History(trials)).Searched);
    }
}
