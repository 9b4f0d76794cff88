using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Exhaustive search: every combination once, of a finite space that may be found out on the way: parameters that depend on others are
/// tried where they exist.
/// </summary>
/// <remarks>
/// Combinations come in the order of the parameters' names and values. Real parameters need a step. The objective function must ask for the
/// same parameters whenever it was given the same values. A trial that failed or was pruned counts as tried, once, with the values it had
/// asked for; what it would have asked for next is searched only where another trial has come further, before or after it. One that stopped
/// before it asked for anything takes the combination it was given. Nothing ends before every combination was tried; with several trials
/// under way some are evaluated twice, at most one for each trial that began before the first had ended. A suggestion costs O(parameters ·
/// log values), however many were tried.
/// <code>
/// var study = new Study(new() { Sampler = new BruteForceSampler() });
/// await study.OptimizeAsync(trial => trial.SuggestInt("layers", 1, 3) * trial.SuggestFloat("rate", 0.1, 0.5, step: 0.1)); // 15 trials
/// </code>
/// </remarks>
[Named("brute_force")]
public sealed record BruteForceSampler : Sampler
{
    /// <inheritdoc/>
    public override bool Learns => false;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new BruteForceSuggester(problem);
    }

    private sealed class BruteForceSuggester(StudyProblem problem) : Suggester
    {
        private readonly SearchSpace? _ruled = problem.Space is { Rules.Count: > 0 } space ? space : null;
        private readonly HistoryFold<TriedTree> _tried = new(
            TriedTree.Start(problem.Space ?? SearchSpace.Empty, problem.Fixed),
            (tree, trial) => tree.Add(TakenPoint.Of(trial, problem.Fixed)),
            kept: problem.Concurrency + 1);

        public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) =>
            Find(history, pending, ParameterSet.Empty) is null ? "every combination was tried" : null;

        /// <summary>The first combination, as far as it can be foreseen, that was not tried and is not under way.</summary>
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            var found = Find(request.History, request.Pending, ParameterSet.Empty);
            var rest = space.Where(parameter => found?.ContainsKey(parameter.Key) == false).Select(parameter => KeyValuePair.Create(
                parameter.Key, ValueOf(parameter.Key, parameter.Value, 0)));
            var whole = (found ?? ParameterSet.Empty).Concat(rest);
            return new(ParameterSet.Create(whole.Where(parameter => IsFree(parameter, space)))) { MayRepeat = true };
        }

        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
        {
            var found = Find(request.History, request.Pending, request.Assigned) ?? Find(request.History, [], request.Assigned);
            if (found is not null && found.TryGetValue(name, out var value) && distribution.Coerce(value) is { } own)
            {
                return own;
            }

            // Other trials of which nothing is known either would take the same: a random value keeps most of them apart.
            long count = TriedTree.CountOf(name, distribution);
            return ValueOf(
                name, distribution, request.Pending.Any(given => given.Count == 0) ? request.Random.At(name).Stream().NextInt64(count) : 0);
        }

        /// <summary>
        /// Whether a value may be suggested before the trial begins: the branch where it lies may have another distribution than the space.
        /// </summary>
        private bool IsFree(KeyValuePair<string, ParameterValue> parameter, SearchSpace space) => !problem.Fixed.ContainsKey(parameter.Key)
            && (!space.TryGetValue(parameter.Key, out var distribution) || distribution.Coerce(parameter.Value) is not null);

        private static ParameterValue ValueOf(string name, Distribution distribution, long index) =>
            TriedTree.CountOf(name, distribution) > 0 ? distribution.ValueAt(index) : default;

        /// <summary>
        /// The first point with these values that is neither tried nor under way and keeps the rules; null where there is none.
        /// </summary>
        private ParameterSet? Find(History history, IReadOnlyList<ParameterSet> pending, ParameterSet wanted)
        {
            var tree = pending.Where(given => given.Count > 0).Aggregate(
                _tried.Of(history), (tree, given) => tree.Add(TakenPoint.Running(given, problem.Fixed)));
            var path = new List<KeyValuePair<string, ParameterValue>>();
            while (tree.Find(wanted, path))
            {
                var point = ParameterSet.Create(path);
                if (_ruled is null || !_ruled.Keys.All(point.ContainsKey) || _ruled.Keeps(point))
                {
                    return point;
                }

                // A point against the rules is closed for good.
                var against = TakenPoint.Running(point, problem.Fixed);
                tree = tree.Add(against);
                _tried.Amend(tried => tried.Add(against));
                path.Clear();
            }

            return null;
        }
    }
}
