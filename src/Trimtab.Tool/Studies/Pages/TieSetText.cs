using Trimtab.ModelSelection;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>A tie set in a sentence that claims no more than docs/statistics.md. Pure functions.</summary>
internal static class TieSetText
{
    private const int Shown = 20;

    /// <summary>The sentence; why there is no verdict where the evidence is too thin for one.</summary>
    public static string Of(StudyTieSet ties)
    {
        var (tied, all) = (ties.Trials.Count, ties.Compared);
        string confidence = Invariant(
            $"at a nominal confidence of 95 % ({100 * ties.LeastConfidence:F0} % or more in simulations), over {ties.Folds} folds");
        return ties.Warning.Length > 0 ? Invariant($"Whether another is as good can't be told: {Lower(ties.Warning)}")
            : tied == all
                ? Invariant($"None of the {all} complete trials with scores of {ties.Folds} folds can be told apart from the best.")
            : tied == 1 ? Invariant($"The truly best of {all} complete trials, {confidence}.")
            : Invariant($"The truly best of {all} complete trials is one of {tied}, {confidence}: {Numbers(ties.Trials)}.");
    }

    private static string Numbers(IReadOnlyList<int> trials) =>
        Invariant($"{string.Join(", ", trials.Take(Shown))}{(trials.Count > Shown ? Invariant($" and {trials.Count - Shown} more") : "")}");

    private static string Lower(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
}
