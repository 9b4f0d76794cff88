using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>
/// A random finite space that is found out on the way, and all its points by recursion: what is asked for next depends on the values
/// before, a name has another distribution in another branch, and the trial may complete, fail or be pruned wherever it ends.
/// </summary>
internal abstract record ConditionalSpace
{
    private const int MostDeep = 4;

    private static readonly TrialState[] _ends = [TrialState.Complete, TrialState.Complete, TrialState.Failed, TrialState.Pruned];

    /// <summary>Every point: the values asked for until the trial ends.</summary>
    public IEnumerable<ParameterSet> Points => Visits().Where(visit => visit.End is not null).Select(visit => visit.Values);

    /// <summary>Every place a trial may come to, by depth: what it has asked for, and how it ends there, if it does.</summary>
    public IEnumerable<Visit> Visits() => VisitsFrom(new(ParameterSet.Empty, SearchSpace.Empty, null));

    /// <summary>The value of a trial of this space.</summary>
    public abstract double Evaluate(LiveTrial trial);

    /// <summary>
    /// Whether nothing is left to try: below a place where a trial stopped, nothing is unless another trial has come further.
    /// </summary>
    /// <param name="tried">What finished trials had asked for, those that stopped on the way included.</param>
    /// <param name="values">What was asked for up to here.</param>
    public abstract bool IsWholeAfter(ISet<ParameterSet> tried, ParameterSet values);

    /// <summary>Whether a trial came here.</summary>
    protected abstract bool HasAnyAfter(ISet<ParameterSet> tried, ParameterSet values);

    protected abstract IEnumerable<Visit> VisitsFrom(Visit above);

    /// <summary>Whether some trial completes: a study all of whose trials fail is an error.</summary>
    public abstract bool HasComplete { get; }

    /// <summary>A space whose first parameter every trial asks for.</summary>
    public static ConditionalSpace Draw(ref RandomStream random)
    {
        while (true)
        {
            if (DrawAsk(0, ["p0", "p1", "p2", "p3", "p4"], ref random) is { HasComplete: true } space)
            {
                return space;
            }
        }
    }

    /// <summary>Parameters with the distributions they have in some branch.</summary>
    public SearchSpace AnyOfEach() => SearchSpace.Create(
        Visits().SelectMany(visit => visit.Space).DistinctBy(parameter => parameter.Key));

    /// <summary>Parameters that every trial asks for in the same way.</summary>
    public SearchSpace Common() => Visits().Where(visit => visit.End is not null).Select(visit => visit.Space).Aggregate(
        (all, space) => SearchSpace.Create(all.Where(item => space.TryGetValue(item.Key, out var own) && own.Equals(item.Value))));

    private static Ask DrawAsk(int depth, List<string> names, ref RandomStream random)
    {
        string name = names[random.NextInt32(names.Count)];
        List<string> rest = [.. names.Where(other => other != name)];
        var (distribution, values) = DrawDistribution(ref random);
        var next = new ConditionalSpace[values.Length];
        bool isShared = random.NextInt32(3) == 0;
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = i > 0 && isShared ? next[0]
                : depth + 1 < MostDeep && random.NextInt32(5) < 2 ? DrawAsk(depth + 1, rest, ref random)
                : new Leaf(_ends[random.NextInt32(_ends.Length)]);
        }

        return new(name, distribution, values, next);
    }

    private static (Distribution Distribution, ParameterValue[] Values) DrawDistribution(ref RandomStream random)
    {
        int count = 1 + random.NextInt32(4);
        switch (random.NextInt32(4))
        {
            case 0:
                int step = 1 + random.NextInt32(2);
                return (
                    new IntDistribution(1, 1 + (step * (count - 1)), Step: step),
                    [.. Enumerable.Range(0, count).Select(i => (ParameterValue)(1 + (step * i)))]);
            case 1:
                double by = random.NextInt32(2) == 0 ? 0.5 : 0.25;
                return (
                    new FloatDistribution(0, by * (count - 1), Step: by),
                    [.. Enumerable.Range(0, count).Select(i => (ParameterValue)(by * i))]);
            case 2:
                ParameterValue[] texts = [.. new ParameterValue[] { "a", "b", null!, true, 2 }.Take(count)];
                return (new CategoricalDistribution(ParameterValues.Create(texts)), texts);
            default:
                ParameterValue[] numbers = [.. new ParameterValue[] { 0.5, 0.1, 0.9, 1, 3 }.Take(count)];
                return (new CategoricalDistribution(ParameterValues.Create(numbers)), numbers);
        }
    }

    /// <summary>A place a trial comes to.</summary>
    /// <param name="Values">The values it has asked for.</param>
    /// <param name="Space">Their distributions.</param>
    /// <param name="End">How it ends here; null where it goes on.</param>
    internal sealed record Visit(ParameterSet Values, SearchSpace Space, TrialState? End);

    private sealed record Ask(string Name, Distribution Distribution, ParameterValue[] Values, ConditionalSpace[] Next) : ConditionalSpace
    {
        public override bool HasComplete => Next.Any(next => next.HasComplete);

        public override bool IsWholeAfter(ISet<ParameterSet> tried, ParameterSet values) =>
            Next.Index().Any(next => next.Item.HasAnyAfter(tried, Below(values, next.Index)))
                ? Next.Index().All(next => next.Item.IsWholeAfter(tried, Below(values, next.Index)))
                : tried.Contains(values);

        protected override bool HasAnyAfter(ISet<ParameterSet> tried, ParameterSet values) =>
            tried.Contains(values) || Next.Index().Any(next => next.Item.HasAnyAfter(tried, Below(values, next.Index)));

        protected override IEnumerable<Visit> VisitsFrom(Visit above) => Next.Index()
            .SelectMany(next => next.Item.VisitsFrom(new(Below(above.Values, next.Index), Below(above.Space), null)))
            .Prepend(above);

        public override double Evaluate(LiveTrial trial) =>
            Next[Array.IndexOf(Values, trial.Suggest(Name, Distribution))].Evaluate(trial);

        private ParameterSet Below(ParameterSet values, int index) => values.With(Name, Values[index]);

        private SearchSpace Below(SearchSpace space) => SearchSpace.Create(space.Append(new(Name, Distribution)));
    }

    private sealed record Leaf(TrialState State) : ConditionalSpace
    {
        public override bool HasComplete => State == TrialState.Complete;

        public override bool IsWholeAfter(ISet<ParameterSet> tried, ParameterSet values) => tried.Contains(values);

        protected override bool HasAnyAfter(ISet<ParameterSet> tried, ParameterSet values) => tried.Contains(values);

        protected override IEnumerable<Visit> VisitsFrom(Visit above) => [above with { End = State }];

        public override double Evaluate(LiveTrial trial) => State switch
        {
            TrialState.Failed => throw new InvalidOperationException("this point fails"),
            TrialState.Pruned => throw new TrialPrunedException(),
            _ => trial.Number,
        };
    }
}
