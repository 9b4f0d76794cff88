using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>Tables of 2,160 cells over six parameters, as published benchmarks of small nets are: an optimum of 0.</summary>
/// <remarks>A cell's value: a sum of effects of single parameters, smooth for numbers, and of pairs of them, and some roughness.</remarks>
[Named("table")]
internal sealed class TabularProblems : ProblemSet
{
    private static readonly int[] _sizes = [6, 5, 4, 3, 3, 2];

    public override string Description => "tables of 2,160 cells";

    /// <summary>Tables in which pairs of parameters matter little, as much as single ones, and more.</summary>
    public override IReadOnlyList<Problem> Problems(int dimensions) =>
    [
        .. new[] { 0.3, 1, 2 }.Select(pairs => new Problem(Invariant($"pairs{pairs}"), seed => Table(pairs, seed))),
    ];

    private static Func<LiveTrial, double> Table(double pairs, ulong seed)
    {
        double[] cells = Cells(pairs, RandomAddress.FromSeed(seed).At("table").Stream());
        return trial => cells[Index(
        [
            trial.SuggestInt("units", 0, _sizes[0] - 1),
            trial.SuggestInt("rate", 0, _sizes[1] - 1),
            trial.SuggestInt("layers", 0, _sizes[2] - 1),
            trial.SuggestCategorical("activation", [0, 1, 2]),
            trial.SuggestCategorical("schedule", [0, 1, 2]),
            trial.SuggestCategorical("norm", [0, 1]),
        ])];
    }

    private static double[] Cells(double pairs, RandomStream random)
    {
        int count = _sizes.Aggregate(1, (all, size) => all * size);
        double[] cells = new double[count];
        for (int a = 0; a < _sizes.Length; a++)
        {
            double[] single = Effect(a, ref random);
            for (int cell = 0; cell < count; cell++)
            {
                cells[cell] += single[Value(cell, a)];
            }

            for (int b = 0; b < a; b++)
            {
                double[] table = new double[_sizes[a] * _sizes[b]];
                for (int i = 0; i < table.Length; i++)
                {
                    table[i] = random.NextNormal();
                }

                for (int cell = 0; cell < count; cell++)
                {
                    cells[cell] += 0.25 * pairs * table[(Value(cell, a) * _sizes[b]) + Value(cell, b)];
                }
            }
        }

        for (int cell = 0; cell < count; cell++)
        {
            cells[cell] += 0.1 * random.NextNormal();
        }

        double least = cells.Min();
        return [.. cells.Select(value => value - least)];
    }

    /// <summary>Of a number a bowl around one of its values, of a list one draw a choice.</summary>
    private static double[] Effect(int parameter, ref RandomStream random)
    {
        double[] effect = new double[_sizes[parameter]];
        double best = random.NextDouble() * (effect.Length - 1), steep = 1 + random.NextDouble();
        for (int i = 0; i < effect.Length; i++)
        {
            double off = (i - best) / (effect.Length - 1);
            effect[i] = parameter < 3 ? 2 * steep * off * off : random.NextNormal();
        }

        return effect;
    }

    private static int Index(int[] values) =>
        values.Select((value, i) => (value, i)).Aggregate(0, (index, item) => (index * _sizes[item.i]) + item.value);

    private static int Value(int cell, int parameter)
    {
        for (int i = _sizes.Length - 1; i > parameter; i--)
        {
            cell /= _sizes[i];
        }

        return cell % _sizes[parameter];
    }
}
