using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Importance;

/// <summary>Says how much each parameter mattered for the figures of a study. Immutable settings.</summary>
public abstract record ImportanceEvaluator
{
    private static readonly Lazy<Catalog<ImportanceEvaluator>> _catalog = new(() => Catalog<ImportanceEvaluator>.WithUsersOwn(typeof(ImportanceEvaluator).Assembly));

    /// <summary>Every evaluator by name, a user's own included.</summary>
    public static Catalog<ImportanceEvaluator> Catalog => _catalog.Value;

    /// <summary>The importance of every parameter that all complete trials have: 0 or more each, 1 in all, the largest first; all 0 where the figures are the same in every trial, or nothing can be told.</summary>
    /// <param name="study">With two or more complete trials.</param>
    /// <param name="objective">Which figure; null for the first objective.</param>
    /// <exception cref="TrimtabException">There are too few complete trials, no parameter in common, or no such objective.</exception>
    public IReadOnlyList<(string Parameter, double Importance)> Of(Study study, string? objective = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        var judged = study.Options.Objectives.FirstOrDefault(o => o.Name == (objective ?? study.Options.Objectives[0].Name))
            ?? throw new UnknownNameException("objective", objective!, study.Options.Objectives.Select(o => o.Name));
        var trials = study.Trials.Completed.Where(trial => trial.Violation <= 0 && double.IsFinite(trial.Values[judged.Name])).ToList();
        var space = new CommonSpace().Of(new History(trials)).Searched;
        if (trials.Count < 2 || space.Count == 0)
        {
            throw new TrimtabException($"Importance needs two or more complete trials with a parameter in common that has several values. Got {trials.Count} trials with {space.Count} such parameters.");
        }

        double[] losses = Magnitude.Moderate([.. trials.Select(trial => judged.Loss(trial.Values[judged.Name]))]);
        double[] raw = losses.Min() < losses.Max() ? Evaluate(trials, space, losses) : new double[space.Count];
        double sum = raw.Sum();
        return [.. space.Keys.Zip(raw, (parameter, value) => (parameter, sum > 0 ? value / sum : 0)).OrderByDescending(item => item.Item2)];
    }

    /// <summary>One number a parameter, 0 or more, in the order of the space.</summary>
    /// <param name="trials">Complete, finite, feasible.</param>
    /// <param name="space">The parameters all of them have; each with several values.</param>
    /// <param name="losses">Their figures; less is better.</param>
    protected abstract double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
