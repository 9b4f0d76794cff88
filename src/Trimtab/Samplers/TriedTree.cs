using System.Collections.Immutable;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Which points of a space were tried, where the space is found out on the way: a tree that divides by one parameter at each node, one that
/// all points below
/// it have with the same distribution. Immutable: another point makes another tree, at O(depth · log width), and leaves this one as it is.
/// </summary>
internal abstract record TriedTree
{
    /// <summary>The tree before the first point.</summary>
    /// <param name="expected">The parameters as far as they are known.</param>
    /// <param name="held">Parameters of one value only.</param>
    public static TriedTree Start(SearchSpace expected, ParameterSet held) => new Unexplored([], expected, held);

    /// <summary>This tree with one more point.</summary>
    public abstract TriedTree Add(TakenPoint point);

    /// <summary>Finds the first point, in the order of names and values, that is not in the tree.</summary>
    /// <param name="wanted">Values it must have.</param>
    /// <param name="path">The values of the nodes above; left with those of the point, as far as its parameters are known.</param>
    /// <returns>Whether there is one.</returns>
    public abstract bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path);

    /// <summary>How many values a parameter has.</summary>
    /// <exception cref="TrimtabException">They can't be counted.</exception>
    public static long CountOf(string name, Distribution distribution) =>
        distribution.Count ?? throw new TrimtabException(
            $"Brute force needs parameters whose values can be counted. '{name}' is {distribution}; give it a step.");

    /// <summary>The numbers of the values a parameter may have here, [first, end): one where it is held.</summary>
    private static (long First, long End) RangeOf(string name, Distribution distribution, ParameterSet held) =>
        held.TryGetValue(name, out var value) && distribution.IndexOf(value) is { } only
            ? (only, only + 1)
            : (0, CountOf(name, distribution));

    /// <summary>All was tried.</summary>
    private sealed record Closed : TriedTree
    {
        public static readonly Closed Instance = new();

        public override TriedTree Add(TakenPoint point) => this;

        public override bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path) => false;
    }

    /// <summary>Nothing was tried.</summary>
    /// <param name="Above">The parameters of the nodes above.</param>
    /// <param name="Expected">
    /// Parameters that are asked for here as far as can be foreseen: those that all points of the node above have.
    /// </param>
    /// <param name="Held">Parameters of one value only.</param>
    private sealed record Unexplored(ImmutableHashSet<string> Above, SearchSpace Expected, ParameterSet Held) : TriedTree
    {
        public override TriedTree Add(TakenPoint point) => Grow([point]);

        public override bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path)
        {
            foreach (var (name, distribution) in Expected.Where(parameter => !Above.Contains(parameter.Key)))
            {
                bool isWanted = wanted.TryGetValue(name, out var value);
                path.Add(new(name, isWanted ? value : distribution.ValueAt(RangeOf(name, distribution, Held).First)));
            }

            return true;
        }

        /// <summary>The tree of these points; nothing is left where one has no more parameters, or they have none in common.</summary>
        public TriedTree Grow(ImmutableList<TakenPoint> points)
        {
            var spaces = points.ConvertAll(point => point.Known(Expected));
            var longer = spaces.RemoveAll(space => space.Keys.All(Above.Contains));
            bool isWhole = longer.IsEmpty
                || points.Exists(point => point.End == TakenPointEnd.Complete && point.Space.Keys.All(Above.Contains));
            var common = isWhole ? SearchSpace.Empty : longer.Aggregate((all, space) => all.CommonWith(space));
            foreach (var (name, distribution) in common.Where(parameter => !Above.Contains(parameter.Key)))
            {
                var (first, end) = RangeOf(name, distribution, Held);
                TriedTree divided = new Divided(this, name, distribution, Above.Add(name)) { Common = common, First = first, End = end };
                return points.Aggregate(divided, (tree, point) => tree.Add(point));
            }

            return Closed.Instance;
        }
    }

    /// <summary>Divided by a parameter.</summary>
    /// <param name="Bare">The node before it was divided.</param>
    /// <param name="Name">The parameter.</param>
    /// <param name="Distribution">Its distribution.</param>
    /// <param name="Path">The parameters of the nodes above and its own.</param>
    private sealed record Divided(Unexplored Bare, string Name, Distribution Distribution, ImmutableHashSet<string> Path) : TriedTree
    {
        /// <summary>The points below, for the case that it must be divided by another parameter.</summary>
        public ImmutableList<TakenPoint> Points { get; init; } = [];

        /// <summary>The parameters that all points below have.</summary>
        public required SearchSpace Common { get; init; }

        /// <summary>The number of the first value that is not closed.</summary>
        public required long First { get; init; }

        /// <summary>One more than the number of the last value.</summary>
        public required long End { get; init; }

        /// <summary>The nodes below, by the number of the value, from <see cref="First"/>; those missing are unexplored.</summary>
        private ImmutableDictionary<long, TriedTree> Children { get; init; } = ImmutableDictionary<long, TriedTree>.Empty;

        public override TriedTree Add(TakenPoint point)
        {
            if (point.Has(Name, Distribution))
            {
                bool isWhole = point.End == TakenPointEnd.Complete;
                return (this with { Points = Points.Add(point), Common = isWhole ? Common.CommonWith(point.Space) : Common }).Below(point);
            }

            return point.End switch
            {
                TakenPointEnd.Running => Closed.Instance,
                TakenPointEnd.Stopped => this, // says nothing of what others asked for later
                _ => Bare.Grow(Points.Add(point)),
            };
        }

        public override bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path)
        {
            if (wanted.TryGetValue(Name, out var value))
            {
                return Distribution.IndexOf(value) is { } index && index >= First && index < End && Visit(index, wanted, path);
            }

            for (long index = First; index < End; index++)
            {
                if (Visit(index, wanted, path))
                {
                    return true;
                }
            }

            return false;
        }

        private bool Visit(long index, ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path)
        {
            int depth = path.Count;
            path.Add(new(Name, Distribution.ValueAt(index)));
            if (Child(index).Find(wanted, path))
            {
                return true;
            }

            path.RemoveRange(depth, path.Count - depth);
            return false;
        }

        private TriedTree Below(TakenPoint point)
        {
            if (Distribution.IndexOf(point.Values[Name]) is not { } index || index < First || index >= End)
            {
                return this; // tried before, or not one of the values
            }

            var children = Children.SetItem(index, Child(index).Add(point));
            long first = First;
            for (; children.TryGetValue(first, out var child) && child is Closed; first++)
            {
                children = children.Remove(first);
            }

            return first == End ? Closed.Instance : this with { Children = children, First = first };
        }

        private TriedTree Child(long index) => Children.TryGetValue(index, out var child) ? child : new Unexplored(Path, Common, Bare.Held);
    }
}
