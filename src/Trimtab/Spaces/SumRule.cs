using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>Numbers that sum to a total, as the shares of a mixture: <c>new SumRule(1, "flour", "water", "salt")</c>.</summary>
/// <param name="Total">What they sum to, to within 10⁻⁹ of its size.</param>
/// <param name="Names">Two parameters or more, none of them a list.</param>
/// <remarks>Random draws are uniform over the allowed set where the parameters have no steps.</remarks>
public sealed record SumRule(double Total, params IReadOnlyList<string> Names) : SpaceRule
{
    private const int Draws = 100;

    /// <summary>Sum of the parameters; finite.</summary>
    public double Total { get; init => field = Setting.Finite(value); } = Setting.Finite(Total);

    /// <summary>The parameters, two or more.</summary>
    public IReadOnlyList<string> Names { get; init => field = Checked(value); } = Checked(Names);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => Names;

    /// <inheritdoc/>
    public override bool Holds(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Math.Abs(ParameterNames.Sum(parameter => parameters[parameter].As<double>()) - Total) <= Tolerance;
    }

    /// <inheritdoc/>
    public override void Check(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        (double Low, double High)[] ends = [.. ParameterNames.Select(parameter => EndsOf(parameter, space))];
        double least = ends.Sum(end => end.Low), most = ends.Sum(end => end.High);
        if (Total < least - Tolerance || Total > most + Tolerance)
        {
            throw new TrimtabException(
                FormattableString.Invariant($"The Total of a sum must be within what its parameters can reach. ")
                + FormattableString.Invariant($"{this}, and they reach from {least} to {most}."));
        }
    }

    /// <summary>The nearest point of the total: all numbers are moved alike, as far as their ranges let them.</summary>
    /// <inheritdoc/>
    public override ParameterSet Repair(ParameterSet parameters, SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(space);
        double[] values = [.. ParameterNames.Select(parameter => parameters[parameter].As<double>())];
        return Round(parameters, space, Project(values, [.. ParameterNames.Select(parameter => EndsOf(parameter, space))]));
    }

    /// <inheritdoc/>
    public override ParameterSet Draw(ParameterSet drawn, SearchSpace space, RandomAddress address)
    {
        (double Low, double High)[] ends = [.. ParameterNames.Select(parameter => EndsOf(parameter, space))];
        double free = Total - ends.Sum(end => end.Low);
        double[] values = [];
        for (int draw = 0; draw < Draws; draw++)
        {
            // Exponential numbers over their sum are even on the simplex; those that leave a range are drawn again.
            var random = address.At(ToString()).At(draw).Stream();
            double[] parts = new double[ends.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = -PortableMath.Log(1 - random.NextDouble());
            }

            values = [.. ends.Select((end, i) => end.Low + (free * parts[i] / parts.Sum()))];
            if (values.Zip(ends).All(item => item.First <= item.Second.High))
            {
                break;
            }
        }

        return Round(drawn, space, Project(values, ends));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{string.Join(" + ", ParameterNames)} = {Total}");

    private static IReadOnlyList<string> Checked(IReadOnlyList<string>? names) => names is { Count: >= 2 }
        ? [.. names]
        : throw new ArgumentException($"A sum is of two parameters or more. Got {string.Join(", ", names ?? [])}.", nameof(names));

    private double Tolerance => 1e-9 * Math.Max(1, Math.Abs(Total));

    private static (double Low, double High) EndsOf(string parameter, SearchSpace space) => space[parameter] switch
    {
        FloatDistribution real => (real.Low, real.High),
        IntDistribution whole => (whole.Low, whole.High),
        CategoricalDistribution { OnlyValue: { IsNumber: true } only } => (only.As<double>(), only.As<double>()),
        var other => throw new TrimtabException($"Only numbers have a sum. '{parameter}' is {other}."),
    };

    /// <summary>Moves all by the same amount, but not beyond their ends, so that they sum to the total.</summary>
    private double[] Project(double[] values, (double Low, double High)[] ends)
    {
        double low = -Reach(values, ends), high = -low;
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Moved(middle).Sum() < Total ? (middle, high) : (low, middle);
        }

        return Moved(high);

        double[] Moved(double by) => [.. values.Zip(ends, (value, end) => Math.Clamp(value + by, end.Low, end.High))];
    }

    private static double Reach(double[] values, (double Low, double High)[] ends) =>
        values.Zip(ends, (value, end) => Math.Abs(value) + Math.Abs(end.Low) + Math.Abs(end.High)).Sum();

    /// <summary>Puts the numbers on their steps from below, and hands out what is left step by step, to the one that lost most.</summary>
    private ParameterSet Round(ParameterSet parameters, SearchSpace space, double[] values)
    {
        double[] steps = [.. ParameterNames.Select(parameter => StepOf(space[parameter]))];
        (double Low, double High)[] ends = [.. ParameterNames.Select(parameter => EndsOf(parameter, space))];
        double[] rounded = [.. values.Select((value, i) => steps[i] == 0 ? value : Floor(value, ends[i].Low, steps[i]))];
        while (Enumerable.Range(0, values.Length).Where(
            i => steps[i] > 0 && rounded[i] + steps[i] <= ends[i].High + Tolerance && rounded.Sum() + steps[i] <= Total + Tolerance)
            .OrderByDescending(i => values[i] - rounded[i]).Cast<int?>().FirstOrDefault() is { } next)
        {
            rounded[next] += steps[next];
        }

        int rest = Array.FindIndex(steps, step => step == 0); // a number without steps takes what is left over
        double left = Total - rounded.Sum();
        for (int i = 0; i < rounded.Length && rest >= 0 && left != 0; i++)
        {
            if (steps[i] == 0)
            {
                double taken = Math.Clamp(rounded[i] + left, ends[i].Low, ends[i].High);
                (left, rounded[i]) = (left - (taken - rounded[i]), taken);
            }
        }

        return ParameterNames.Index().Aggregate(
            parameters, (set, parameter) => set.With(parameter.Item, ValueOf(space[parameter.Item], rounded[parameter.Index])));
    }

    private static double Floor(double value, double low, double step) =>
        low + (Math.Floor(((value - low) / step) + 1e-9) * step);

    private static double StepOf(Distribution distribution) => distribution switch
    {
        FloatDistribution { Step: { } step } => step,
        IntDistribution whole => whole.Step,
        _ => 0,
    };

    private static ParameterValue ValueOf(Distribution distribution, double value) => distribution switch
    {
        IntDistribution => (ParameterValue)(long)Math.Round(value),
        FloatDistribution { Grid: { } grid } => grid.At(grid.IndexOf(value)),
        _ => value,
    };
}
