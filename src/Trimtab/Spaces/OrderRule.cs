namespace Trimtab.Spaces;

/// <summary>Numbers that rise: <c>new OrderRule("first", "second", "third")</c>.</summary>
/// <param name="Names">Two parameters or more, the least first.</param>
public sealed record OrderRule(params IReadOnlyList<string> Names) : SpaceRule
{
    /// <summary>Whether neighbours may be equal. Default: no.</summary>
    public bool AllowEqual { get; init; }

    /// <summary>The parameters, two or more, the least first.</summary>
    public IReadOnlyList<string> Names { get; init => field = Checked(value); } = Checked(Names);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => Names;

    /// <inheritdoc/>
    public override bool Holds(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double[] values = [.. ParameterNames.Select(parameter => parameters[parameter].As<double>())];
        return values.Skip(1).Index().All(item => AllowEqual ? item.Item >= values[item.Index] : item.Item > values[item.Index]);
    }

    /// <inheritdoc/>
    public override void Check(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var unordered = ParameterNames.FirstOrDefault(
            parameter => space[parameter] is CategoricalDistribution list && !list.Values.All(value => value.IsNumber));
        if (unordered is not null)
        {
            throw new TrimtabException($"Only numbers have an order. '{unordered}' is {space[unordered]}.");
        }
    }

    /// <summary>The same numbers, sorted, where each parameter may have the one that falls to it.</summary>
    /// <inheritdoc/>
    public override ParameterSet Repair(ParameterSet parameters, SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(space);
        var values = ParameterNames.Select(parameter => parameters[parameter]).OrderBy(value => value.As<double>());
        return ParameterNames.Zip(values).Aggregate(
            parameters, (set, item) => space[item.First].Coerce(item.Second) is { } own ? set.With(item.First, own) : set);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(AllowEqual ? " ≤ " : " < ", ParameterNames);

    private static IReadOnlyList<string> Checked(IReadOnlyList<string>? names) => names is { Count: >= 2 }
        ? [.. names]
        : throw new ArgumentException($"An order is of two parameters or more. Got {string.Join(", ", names ?? [])}.", nameof(names));
}
