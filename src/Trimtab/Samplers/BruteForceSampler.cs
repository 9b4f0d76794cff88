using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>Every combination once, of a space that is found out on the way: parameters that depend on others are tried where they exist.</summary>
/// <remarks>
/// Reals need a step. A combination that failed counts as tried. The objective function must ask for the same parameters whenever it was given the
/// same values. With several trials under way some may be evaluated twice before the space is known.
/// </remarks>
[Named("brute_force")]
public sealed record BruteForceSampler : Sampler
{
    private const int MostValues = 1_000_000;

    /// <inheritdoc/>
    public override Suggester Begin(Problem problem) => new Tree(problem);

    /// <summary>The values of a parameter, in order; one where it is fixed.</summary>
    /// <exception cref="TrimtabException">There are too many.</exception>
    private static IEnumerable<ParameterValue> ValuesOf(Problem problem, string name, Distribution distribution) => distribution switch
    {
        _ when problem.Fixed.TryGetValue(name, out var held) && distribution.Coerce(held) is { } only => [only],
        { Count: { } count } when count <= MostValues => Enumerable.Range(0, (int)count).Select(i => distribution.ValueAt(i)),
        _ => throw new TrimtabException($"Brute force needs parameters of at most {MostValues} values. '{name}' is {distribution}; give it a step."),
    };

    private sealed class Tree(Problem problem) : Suggester
    {
        public override string? Done(History history, IReadOnlyList<ParameterSet> pending) =>
            IsTried(ParameterSet.Empty, [.. Leaves(history), .. Claims(pending)]) ? "every combination was tried" : null;

        /// <summary>The first combination, as far as it can be foreseen, that nobody has tried or tries.</summary>
        public override Suggestion Together(Ask ask, SearchSpace space)
        {
            List<Leaf> leaves = [.. Leaves(ask.History), .. Claims(ask.Pending)];
            var path = ParameterSet.Empty;
            while (Next(path, leaves, space) is { } next)
            {
                path = path.With(next.Name, Choose(path, leaves, next.Name, next.Distribution));
                leaves = [.. leaves.Where(leaf => leaf.Has(next.Name, path[next.Name]))];
            }

            return new(path) { MayRepeat = true };
        }

        public override ParameterValue Alone(Ask ask, string name, Distribution distribution) =>
            Choose(ask.SoFar, [.. Leaves(ask.History).Where(leaf => ask.SoFar.All(parameter => leaf.Has(parameter.Key, parameter.Value)))], name, distribution);

        private static IEnumerable<Leaf> Leaves(History history) => history.Where(trial => trial.IsFinished).Select(trial => new Leaf(trial.Parameters, trial.Space));

        private static IEnumerable<Leaf> Claims(IReadOnlyList<ParameterSet> pending) => pending.Where(given => given.Count > 0).Select(given => new Leaf(given, null));

        private ParameterValue Choose(ParameterSet path, List<Leaf> leaves, string name, Distribution distribution)
        {
            var values = ValuesOf(problem, name, distribution).ToList();
            return values.Cast<ParameterValue?>().FirstOrDefault(value => !IsTried(path.With(name, value!.Value), [.. leaves.Where(leaf => leaf.Has(name, value.Value))])) ?? values[0];
        }

        /// <summary>Whether all there is below a path has been tried.</summary>
        private bool IsTried(ParameterSet path, List<Leaf> leaves)
        {
            var rules = problem.Space is { Rules.Count: > 0 } space ? space : SearchSpace.Empty;
            if (leaves.Count == 0 && rules.Count == 0)
            {
                return false;
            }

            return leaves.Exists(leaf => leaf.Parameters.Count == path.Count)
                || (rules.Count > 0 && rules.Keys.All(path.ContainsKey) && !rules.Keeps(path))
                || (Next(path, leaves, rules) is not { } next ? leaves.Count > 0 : ValuesOf(problem, next.Name, next.Distribution).All(value => IsTried(path.With(next.Name, value), [.. leaves.Where(leaf => leaf.Has(next.Name, value))])));
        }

        /// <summary>A parameter that every trial below a path had; of the space where there are none.</summary>
        private static (string Name, Distribution Distribution)? Next(ParameterSet path, List<Leaf> leaves, SearchSpace space)
        {
            var known = leaves.Select(leaf => leaf.Space).OfType<SearchSpace>().ToList();
            return (known.FirstOrDefault() ?? space)
                .Where(parameter => !path.ContainsKey(parameter.Key) && known.TrueForAll(other => other.TryGetValue(parameter.Key, out var distribution) && distribution.Equals(parameter.Value)))
                .Select(parameter => ((string, Distribution)?)(parameter.Key, parameter.Value))
                .FirstOrDefault();
        }
    }

    private sealed record Leaf(ParameterSet Parameters, SearchSpace? Space)
    {
        public bool Has(string name, ParameterValue value) => Parameters.TryGetValue(name, out var other) && other.Equals(value);
    }
}
