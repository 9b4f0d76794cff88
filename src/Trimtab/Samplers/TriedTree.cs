using System.Collections.Immutable;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Which points of a space were tried, where the space is found out on the way: a tree that divides by one parameter at each node, one that
/// all points below it have asked for with the same distribution. Which trials are in it matters, not their order. Immutable: another point
/// makes another tree, at O(depth · log width), and leaves this one as it is.
/// </summary>
internal abstract record TriedTree
{
    private const int MostValues = 1000; // looked at around one

    /// <summary>The tree before the first point.</summary>
    /// <param name="expected">The parameters as far as they are known.</param>
    /// <param name="held">Parameters of one value only.</param>
    public static TriedTree Start(SearchSpace expected, ParameterSet held) => new Undivided([], expected, held);

    /// <summary>Whether there is nothing left to try.</summary>
    public abstract bool IsClosed { get; }

    /// <summary>This tree with one more point.</summary>
    public abstract TriedTree Add(TakenPoint point);

    /// <summary>Finds the first point, in the order of names and values, that is not in the tree.</summary>
    /// <param name="wanted">Values it must have.</param>
    /// <param name="path">The values of the nodes above; left with those of the point, as far as its parameters are known.</param>
    /// <returns>Whether there is one.</returns>
    public abstract bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path);

    /// <summary>Values from which something is left to try: at each node the nearest one below which something is.</summary>
    /// <param name="wanted">The values; a node whose parameter is not among them is left to the trial.</param>
    /// <param name="held">Those of them that stay.</param>
    public virtual ParameterSet Nearest(ParameterSet wanted, ParameterSet held) => wanted;

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

    /// <summary>All was tried, whatever comes.</summary>
    private sealed record Closed : TriedTree
    {
        public static readonly Closed Instance = new();

        public override bool IsClosed => true;

        public override TriedTree Add(TakenPoint point) => this;

        public override bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path) => false;
    }

    /// <summary>
    /// Nothing was tried; or trials stopped here and none went on: then nothing is left until one does.
    /// </summary>
    /// <param name="Above">The parameters of the nodes above.</param>
    /// <param name="Expected">
    /// Parameters that are asked for here as far as can be foreseen: those that all points of the node above have.
    /// </param>
    /// <param name="Held">Parameters of one value only.</param>
    private sealed record Undivided(ImmutableHashSet<string> Above, SearchSpace Expected, ParameterSet Held) : TriedTree
    {
        /// <summary>The points of this node.</summary>
        public ImmutableList<TakenPoint> Points { get; init; } = [];

        public override bool IsClosed => Points.Exists(point => point.Closes(Above));

        public override TriedTree Add(TakenPoint point) =>
            IsForeseen || point.End == TakenPointEnd.Complete || point.GoesBeyond(Above) ? With(point).Divide() : With(point);

        public override bool Find(ParameterSet wanted, List<KeyValuePair<string, ParameterValue>> path)
        {
            if (IsClosed)
            {
                return false;
            }

            foreach (var (name, distribution) in Expected.Where(parameter => !Above.Contains(parameter.Key)))
            {
                bool isWanted = wanted.TryGetValue(name, out var value);
                path.Add(new(name, isWanted ? value : distribution.ValueAt(RangeOf(name, distribution, Held).First)));
            }

            return true;
        }

        /// <summary>The same node with one more point.</summary>
        public Undivided With(TakenPoint point) => this with { Points = Points.Add(point) };

        /// <summary>
        /// The points, divided by the first parameter that all that go beyond this node asked for; where none does and none ended here, by
        /// one that they were given. Nothing is left if one that completed ended here, or if those that go on have none in common.
        /// </summary>
        public TriedTree Divide()
        {
            if (Points.Exists(point => point.End == TakenPointEnd.Complete && point.EndsAt(Above)))
            {
                return Closed.Instance;
            }

            var asked = Points.FindAll(point => point.GoesBeyond(Above)).ConvertAll(point => point.Space);
            var common = CommonOf(asked.IsEmpty ? Foreseen() : asked);
            foreach (var (name, distribution) in common.Where(parameter => !Above.Contains(parameter.Key)))
            {
                var (low, end) = RangeOf(name, distribution, Held);
                TriedTree divided = new Divided(this with { Points = [] }, name, distribution, Above.Add(name))
                {
                    IsAsked = !asked.IsEmpty,
                    Common = common,
                    Low = low,
                    First = low,
                    End = end,
                };
                return Points.Aggregate(divided, (tree, point) => tree.Add(point));
            }

            return asked.IsEmpty ? this : Closed.Instance;
        }

        /// <summary>Whether more parameters than those above are expected.</summary>
        private bool IsForeseen => Expected.Keys.Any(name => !Above.Contains(name));

        private ImmutableList<SearchSpace> Foreseen() => Points.Exists(point => point.EndsAt(Above))
            ? []
            : Points.ConvertAll(point => point.Foreseen(Expected)).RemoveAll(space => space.Keys.All(Above.Contains));

        private static SearchSpace CommonOf(ImmutableList<SearchSpace> spaces) =>
            spaces.IsEmpty ? SearchSpace.Empty : spaces.Aggregate((all, space) => all.CommonWith(space));
    }

    /// <summary>Divided by a parameter.</summary>
    /// <param name="Bare">The node before it was divided, with the points below, for the case that it must be divided by another.</param>
    /// <param name="Name">The parameter.</param>
    /// <param name="Distribution">Its distribution.</param>
    /// <param name="Path">The parameters of the nodes above and its own.</param>
    private sealed record Divided(Undivided Bare, string Name, Distribution Distribution, ImmutableHashSet<string> Path) : TriedTree
    {
        /// <summary>Whether trials have asked for the parameter here; else it is only foreseen.</summary>
        public required bool IsAsked { get; init; }

        /// <summary>The parameters that all points below have.</summary>
        public required SearchSpace Common { get; init; }

        /// <summary>The number of the first value.</summary>
        public required long Low { get; init; }

        /// <summary>The number of the first value that is not closed.</summary>
        public required long First { get; init; }

        /// <summary>One more than the number of the last value.</summary>
        public required long End { get; init; }

        public override bool IsClosed => First == End;

        /// <summary>The nodes below, by the number of the value; nothing was tried in those missing.</summary>
        private ImmutableDictionary<long, TriedTree> Children { get; init; } = ImmutableDictionary<long, TriedTree>.Empty;

        public override TriedTree Add(TakenPoint point)
        {
            var bare = Bare.With(point);
            if (IsOtherwiseDividedBy(point))
            {
                return bare.Divide();
            }

            if (point.Has(Name, Distribution))
            {
                var common = point.GoesBeyond(Bare.Above) ? Common.CommonWith(point.Space) : Common;
                return (this with { Bare = bare, Common = common }).Below(point);
            }

            // One under way may take any value; one that stopped says nothing of what others asked for later.
            return point.End == TakenPointEnd.Running ? Closed.Instance : this with { Bare = bare };
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

        public override ParameterSet Nearest(ParameterSet wanted, ParameterSet held)
        {
            if (!wanted.TryGetValue(Name, out var value) || Distribution.IndexOf(value) is null)
            {
                return wanted;
            }

            var own = ParameterSet.Of((Name, value));
            var found = NearestCells.Of(new() { [Name] = Distribution }, own).Take(held.ContainsKey(Name) ? 1 : MostValues)
                .FirstOrDefault(cell => Distribution.IndexOf(cell[Name]) is { } index && index >= First && index < End
                    && !Child(index).IsClosed);
            return found is null ? wanted : Child(Distribution.IndexOf(found[Name])!.Value).Nearest(wanted.Overlaid(found), held);
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

        /// <summary>Whether the point asks for something else here, or for nothing where the parameter was only foreseen.</summary>
        private bool IsOtherwiseDividedBy(TakenPoint point) => point.GoesBeyond(Bare.Above)
            ? !IsAsked || !point.AsksFor(Name, Distribution)
            : point.EndsAt(Bare.Above) && (!IsAsked || point.End == TakenPointEnd.Complete);

        private TriedTree Below(TakenPoint point)
        {
            if (Distribution.IndexOf(point.Values[Name]) is not { } index || index < Low || index >= End)
            {
                return this; // not one of the values
            }

            var child = Child(index).Add(point);
            var children = Children.SetItem(index, child);
            long first = child.IsClosed ? First : Math.Min(First, index); // a point that went on opens what had been closed
            while (first < End && children.TryGetValue(first, out var next) && next.IsClosed)
            {
                first++;
            }

            return first == End && children.Values.All(next => next is Closed)
                ? Closed.Instance
                : this with { Children = children, First = first };
        }

        private TriedTree Child(long index) => Children.TryGetValue(index, out var child) ? child : new Undivided(Path, Common, Bare.Held);
    }
}
