using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>Warnings of trials that did not fail: parameters the user gave that the objective function did not ask for.</summary>
internal static class StudyWarnings
{
    /// <summary>Of one trial that ends; none where it failed, for it may have had more to ask.</summary>
    public static IReadOnlyList<string> Of(Trial trial) => trial.State == TrialState.Failed || trial.Enqueued.Count == 0 ? [] :
    [
        .. trial.Enqueued.Keys.Where(name => !trial.Parameters.ContainsKey(name)).Select(name => Sentence(
            name, "enqueued", trial.Parameters.Keys)),
    ];

    /// <summary>Of a study: those of its trials, each once, and fixed parameters that no trial asked for.</summary>
    public static IReadOnlyList<string> Of(History history, ParameterSet fixedParameters)
    {
        var ofTrials = history
            .SelectMany(trial => trial.Warnings.Select(text => (text, trial.Number)))
            .GroupBy(item => item.text, item => item.Number)
            .Select(group => Invariant($"Trial {group.First()}{AndMore(group.Count() - 1)}: {group.Key}"));
        var evaluated = history.Where(trial => trial.State == TrialState.Complete || trial.IsStoppedEarly).ToList();
        var asked = evaluated.SelectMany(trial => trial.Parameters.Keys).ToHashSet();
        return
        [
            .. ofTrials,
            .. fixedParameters.Keys.Where(name => evaluated.Count > 0 && !asked.Contains(name))
                .Select(name => Sentence(name, "fixed", asked)),
        ];
    }

    private static string AndMore(int trials) => trials > 0 ? Invariant($" and {trials} more") : "";

    private static string Sentence(string name, string how, IEnumerable<string> asked) =>
        $"'{name}' is {how}, and the objective function did not ask for it. {NearestName.Question(name, asked)}It asked for "
        + $"{(asked.Any() ? string.Join(", ", asked.Order(StringComparer.Ordinal)) : "nothing")}.";
}
