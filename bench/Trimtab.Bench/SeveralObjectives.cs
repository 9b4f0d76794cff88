namespace Trimtab.Bench;

/// <summary>Functions of two and three objectives with known fronts, three of them with constraints, one of a mixed space.</summary>
/// <remarks>
/// ZDT: Zitzler, Deb, Thiele, Evol. Comput. 8 (2000). DTLZ2: Deb, Thiele, Laumanns, Zitzler (2005). BNH, SRN, OSY: Deb's book of 2001.
/// C2-DTLZ2: Jain and Deb, IEEE Trans. Evol. Comput. 18 (2014). Five reals each unless the function says otherwise.
/// </remarks>
internal static class SeveralObjectives
{
    private const int Steps = 2000; // points of a front

    private static readonly double[] _none = [];
    private static readonly IEnumerable<double> _shares = Enumerable.Range(0, Steps + 1).Select(i => (double)i / Steps);

    public static IReadOnlyList<FrontProblem> All { get; } =
    [
        FrontProblem.OfFront("zdt1", [1.1, 6], _shares.Select(f => new[] { f, 1 - Math.Sqrt(f) }), trial => Zdt(trial, Root)),
        FrontProblem.OfFront("zdt2", [1.1, 6], _shares.Select(f => new[] { f, 1 - (f * f) }), trial => Zdt(trial, Square)),
        FrontProblem.OfFront(
            "zdt3",
            [1.1, 6],
            _shares.Select(f => new[] { f, 1 - Math.Sqrt(f) - (f * Math.Sin(10 * Math.PI * f)) }),
            trial => Zdt(trial, (f, g) => Root(f, g) - (f / g * Math.Sin(10 * Math.PI * f)))),
        FrontProblem.OfFront("zdt4", [1.1, 80], _shares.Select(f => new[] { f, 1 - Math.Sqrt(f) }), Zdt4),
        FrontProblem.OfFront(
            "zdt6", [1.1, 9], _shares.Select(s => 0.2807753191 + (s * (1 - 0.2807753191))).Select(f => new[] { f, 1 - (f * f) }), Zdt6),
        new("dtlz2", [1.5, 1.5, 1.5], (1.5 * 1.5 * 1.5) - (Math.PI / 6), Dtlz2),
        FrontProblem.OfFront("mixed", [1.1, 4], MixedFront(), Mixed),
        FrontProblem.OfFront(
            "bnh",
            [140, 50],
            _shares.Select(s => 5 * s).Select(x => BnhValues(x, Math.Min(x, 3))),
            trial => Bnh(trial.SuggestFloat("x0", 0, 5), trial.SuggestFloat("x1", 0, 3))),
        FrontProblem.OfFront(
            "srn",
            [300, 50],
            _shares.SelectMany(SrnOptima),
            trial => Srn(trial.SuggestFloat("x0", -20, 20), trial.SuggestFloat("x1", -20, 20))),
        FrontProblem.OfFront("osy", [0, 100], OsyFront(), trial => Osy(
            [
                trial.SuggestFloat("x0", 0, 10), trial.SuggestFloat("x1", 0, 10), trial.SuggestFloat("x2", 1, 5),
                trial.SuggestFloat("x3", 0, 6), trial.SuggestFloat("x4", 1, 5), trial.SuggestFloat("x5", 0, 10),
            ])),
        FrontProblem.OfFront(
            "c2dtlz2",
            [2, 2],
            _shares.Select(s => new[] { Math.Cos(s * Math.PI / 2), Math.Sin(s * Math.PI / 2) }).Where(f => C2(f) <= 0),
            C2Dtlz2),
    ];

    private static double Root(double f, double g) => 1 - Math.Sqrt(f / g);

    private static double Square(double f, double g) => 1 - (f / g * (f / g));

    private static double[] Reals(LiveTrial trial, int count, double low = 0, double high = 1) =>
        [.. Enumerable.Range(0, count).Select(i => trial.SuggestFloat($"x{i}", i == 0 ? 0 : low, i == 0 ? 1 : high))];

    private static Outcome Zdt(LiveTrial trial, Func<double, double, double> shape)
    {
        double[] x = Reals(trial, 5);
        double g = 1 + (9 * x[1..].Average());
        return new([x[0], g * shape(x[0], g)], _none);
    }

    private static Outcome Zdt4(LiveTrial trial)
    {
        double[] x = Reals(trial, 5, -5, 5);
        double g = 1 + x[1..].Sum(v => 10 + (v * v) - (10 * Math.Cos(4 * Math.PI * v)));
        return new([x[0], g * Root(x[0], g)], _none);
    }

    private static Outcome Zdt6(LiveTrial trial)
    {
        double[] x = Reals(trial, 5);
        double f = 1 - (Math.Exp(-4 * x[0]) * Math.Pow(Math.Sin(6 * Math.PI * x[0]), 6)), g = 1 + (9 * Math.Pow(x[1..].Average(), 0.25));
        return new([f, g * Square(f, g)], _none);
    }

    private static Outcome Dtlz2(LiveTrial trial)
    {
        double[] x = Reals(trial, 6);
        double g = 1 + x[2..].Sum(v => (v - 0.5) * (v - 0.5)), a = x[0] * Math.PI / 2, b = x[1] * Math.PI / 2;
        return new([g * Math.Cos(a) * Math.Cos(b), g * Math.Cos(a) * Math.Sin(b), g * Math.Sin(a)], _none);
    }

    /// <summary>Size against error: three reals, two whole numbers, a list; every wrong setting multiplies the error.</summary>
    private static Outcome Mixed(LiveTrial trial)
    {
        double[] x = Reals(trial, 3);
        int units = trial.SuggestInt("units", 1, 64, log: true), layers = trial.SuggestInt("layers", 1, 8);
        int wrong = trial.SuggestCategorical("kind", ["a", "b", "c", "d", "e"]) == "c" ? 0 : 1;
        double g = 1 + wrong + (4 * x.Select((v, i) => (v - 0.2 - (0.25 * i)) * (v - 0.2 - (0.25 * i))).Sum()), size = Size(units, layers);
        return new([size, g * Root(size, 1.5)], _none);
    }

    private static double Size(int units, int layers) => ((units / 64.0) + (layers / 8.0)) / 2;

    private static IEnumerable<double[]> MixedFront() =>
        from units in Enumerable.Range(1, 64)
        from layers in Enumerable.Range(1, 8)
        select new[] { Size(units, layers), Root(Size(units, layers), 1.5) };

    private static double[] BnhValues(double x, double y) => [4 * ((x * x) + (y * y)), Sum(x - 5, y - 5)];

    private static Outcome Bnh(double x, double y) => new(BnhValues(x, y), [Sum(x - 5, y) - 25, 7.7 - Sum(x - 8, y + 3)]);

    private static double[] SrnValues(double x, double y) => [2 + Sum(x - 2, y - 1), (9 * x) - ((y - 1) * (y - 1))];

    private static Outcome Srn(double x, double y) => new(SrnValues(x, y), [Sum(x, y) - 225, x - (3 * y) + 10]);

    /// <summary>A part of the first constraint's circle, a part of the second's line, and what is between them.</summary>
    private static double[][] SrnOptima(double s) =>
    [
        SrnValues(-2.5, 2.5 + (s * (Math.Sqrt(225 - 6.25) - 2.5))),
        SrnValues(-2.5 + (3.6 * s), (7.5 + (3.6 * s)) / 3),
        SrnValues(-2.5 - (3 * s), Math.Sqrt(225 - ((2.5 + (3 * s)) * (2.5 + (3 * s))))),
    ];

    private static double Sum(double a, double b) => (a * a) + (b * b);

    private static Outcome Osy(double[] x)
    {
        double[] at = [2, 2, 1, 4, 1];
        double far = (25 * (x[0] - 2) * (x[0] - 2)) + Enumerable.Range(1, 4).Sum(i => (x[i] - at[i]) * (x[i] - at[i]));
        return new(
            [-far, x.Sum(v => v * v)],
            [
                2 - x[0] - x[1], x[0] + x[1] - 6, x[1] - x[0] - 2, x[0] - (3 * x[1]) - 2, ((x[2] - 3) * (x[2] - 3)) + x[3] - 4,
                4 - ((x[4] - 3) * (x[4] - 3)) - x[5],
            ]);
    }

    /// <summary>Its five segments.</summary>
    private static IEnumerable<double[]> OsyFront() =>
        _shares.SelectMany(OsyOptima).Select(Osy).Where(outcome => outcome.Violation < 1e-9).Select(outcome => outcome.Values);

    private static double[][] OsyOptima(double s) =>
    [
        [5, 1, 1 + (4 * s), 0, 5, 0],
        [5, 1, 1 + (4 * s), 0, 1, 0],
        [4.056 + (0.944 * s), (2.056 + (0.944 * s)) / 3, 1, 0, 1, 0],
        [0, 2, 1 + (2.732 * s), 0, 1, 0],
        [s, 2 - s, 1, 0, 1, 0],
    ];

    private static Outcome C2Dtlz2(LiveTrial trial)
    {
        double[] x = Reals(trial, 5);
        double g = 1 + x[1..].Sum(v => (v - 0.5) * (v - 0.5));
        double[] f = [g * Math.Cos(x[0] * Math.PI / 2), g * Math.Sin(x[0] * Math.PI / 2)];
        return new(f, [C2(f)]);
    }

    private static double C2(double[] f)
    {
        const double Radius = 0.2;
        double ends = Math.Min(Sum(f[0] - 1, f[1]), Sum(f[0], f[1] - 1)), middle = Sum(f[0] - Math.Sqrt(0.5), f[1] - Math.Sqrt(0.5));
        return Math.Min(ends, middle) - (Radius * Radius);
    }
}
