using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// Suggests nothing, because the candidates are enqueued; if all of them are paused, it resumes the best one, so that one is trained to the
/// end.
/// </summary>
internal sealed record ListSampler : Sampler
{
    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem) => new ListSuggester(problem);

    private sealed class ListSuggester(StudyProblem problem) : Suggester
    {
        public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) =>
            pending.Count > 0 || Best(history) is null ? "every candidate was tried" : null;

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) =>
            new(Best(request.History) ?? ParameterSet.Empty) { Origin = "the best paused trial" };

        /// <summary>The best of the paused trials that were trained longest; null once a trial is complete.</summary>
        private ParameterSet? Best(History history)
        {
            var paused = history.Where(trial => trial.State == TrialState.Paused && trial.Values.Count > 0)
                .GroupBy(trial => trial.Parameters).ToList();
            return history.Completed.Any() || paused.Count == 0
                ? null
                : paused.OrderByDescending(climbs => climbs.Count()).ThenBy(climbs => problem.LossOf(climbs.Last()))
                    .ThenBy(climbs => climbs.Last().Number).First().Key;
        }
    }
}
