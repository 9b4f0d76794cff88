namespace Trimtab.Bench;

/// <summary>Functions of one objective with constraints and a known minimum.</summary>
/// <remarks>
/// The G functions of Liang et al., "Problem definitions and evaluation criteria for the CEC 2006 special session on constrained
/// real-parameter optimization", those with inequalities and up to seven reals; the spring and the pressure vessel of Coello (2000).
/// </remarks>
internal static class ConstrainedFunctions
{
    public static IReadOnlyList<FrontProblem> All { get; } =
    [
        FrontProblem.OfMinimum("g04", -30665.538671783328, -22000, G04),
        FrontProblem.OfMinimum("g06", -6961.81387558015, 0, G06),
        FrontProblem.OfMinimum("g08", -0.0958250414180359, 0.1, G08),
        FrontProblem.OfMinimum("g09", 680.630057374402, 1e5, G09),
        FrontProblem.OfMinimum("g12", -1, 0, G12),
        FrontProblem.OfMinimum("g24", -5.50801327159536, 0, G24),
        FrontProblem.OfMinimum("spring", 0.0126652327883, 0.1, Spring),
        FrontProblem.OfMinimum("vessel", 6059.714335, 1e5, Vessel),
    ];

    private static Outcome G04(LiveTrial trial)
    {
        double a = trial.SuggestFloat("x0", 78, 102), b = trial.SuggestFloat("x1", 33, 45), c = trial.SuggestFloat("x2", 27, 45),
            d = trial.SuggestFloat("x3", 27, 45), e = trial.SuggestFloat("x4", 27, 45);
        double u = 85.334407 + (0.0056858 * b * e) + (0.0006262 * a * d) - (0.0022053 * c * e);
        double v = 80.51249 + (0.0071317 * b * e) + (0.0029955 * a * b) + (0.0021813 * c * c);
        double w = 9.300961 + (0.0047026 * c * e) + (0.0012547 * a * c) + (0.0019085 * c * d);
        double value = (5.3578547 * c * c) + (0.8356891 * a * e) + (37.293239 * a) - 40792.141;
        return new([value], [u - 92, -u, v - 110, 90 - v, w - 25, 20 - w]);
    }

    private static Outcome G06(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x0", 13, 100), y = trial.SuggestFloat("x1", 0, 100);
        return new([Math.Pow(x - 10, 3) + Math.Pow(y - 20, 3)], [100 - Sum(x - 5, y - 5), Sum(x - 6, y - 5) - 82.81]);
    }

    private static Outcome G08(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x0", 1e-9, 10), y = trial.SuggestFloat("x1", 1e-9, 10);
        double value = -Math.Pow(Math.Sin(2 * Math.PI * x), 3) * Math.Sin(2 * Math.PI * y) / (x * x * x * (x + y));
        return new([value], [(x * x) - y + 1, 1 - x + ((y - 4) * (y - 4))]);
    }

    private static Outcome G09(LiveTrial trial)
    {
        double[] x = [.. Enumerable.Range(0, 7).Select(i => trial.SuggestFloat($"x{i}", -10, 10))];
        double value = Sum(x[0] - 10, Math.Sqrt(5) * (x[1] - 12)) + Math.Pow(x[2], 4) + (3 * (x[3] - 11) * (x[3] - 11))
            + (10 * Math.Pow(x[4], 6)) + (7 * x[5] * x[5]) + Math.Pow(x[6], 4) - (4 * x[5] * x[6]) - (10 * x[5]) - (8 * x[6]);
        return new(
            [value],
            [
                -127 + (2 * x[0] * x[0]) + (3 * Math.Pow(x[1], 4)) + x[2] + (4 * x[3] * x[3]) + (5 * x[4]),
                -282 + (7 * x[0]) + (3 * x[1]) + (10 * x[2] * x[2]) + x[3] - x[4],
                -196 + (23 * x[0]) + (x[1] * x[1]) + (6 * x[5] * x[5]) - (8 * x[6]),
                (4 * x[0] * x[0]) + (x[1] * x[1]) - (3 * x[0] * x[1]) + (2 * x[2] * x[2]) + (5 * x[5]) - (11 * x[6]),
            ]);
    }

    /// <summary>Feasible in 9 × 9 × 9 balls.</summary>
    private static Outcome G12(LiveTrial trial)
    {
        double[] x = [.. Enumerable.Range(0, 3).Select(i => trial.SuggestFloat($"x{i}", 0, 10))];
        double nearest = x.Sum(v => Math.Pow(v - Math.Clamp(Math.Round(v), 1, 9), 2));
        return new([-(100 - x.Sum(v => (v - 5) * (v - 5))) / 100], [nearest - 0.0625]);
    }

    private static Outcome G24(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x0", 0, 3), y = trial.SuggestFloat("x1", 0, 4);
        return new(
            [-x - y],
            [
                (-2 * Math.Pow(x, 4)) + (8 * Math.Pow(x, 3)) - (8 * x * x) + y - 2,
                (-4 * Math.Pow(x, 4)) + (32 * Math.Pow(x, 3)) - (88 * x * x) + (96 * x) + y - 36,
            ]);
    }

    private static Outcome Spring(LiveTrial trial)
    {
        double d = trial.SuggestFloat("wire", 0.05, 2), c = trial.SuggestFloat("coil", 0.25, 1.3), n = trial.SuggestFloat("turns", 2, 15);
        return new(
            [(n + 2) * c * d * d],
            [
                1 - (c * c * c * n / (71785 * Math.Pow(d, 4))),
                (((4 * c * c) - (c * d)) / (12566 * ((c * Math.Pow(d, 3)) - Math.Pow(d, 4)))) + (1 / (5108 * d * d)) - 1,
                1 - (140.45 * d / (c * c * n)),
                ((c + d) / 1.5) - 1,
            ]);
    }

    /// <summary>Thicknesses in sixteenths of an inch.</summary>
    private static Outcome Vessel(LiveTrial trial)
    {
        double shell = 0.0625 * trial.SuggestInt("shell", 1, 99), head = 0.0625 * trial.SuggestInt("head", 1, 99);
        double r = trial.SuggestFloat("radius", 10, 200), length = trial.SuggestFloat("length", 10, 200);
        double value = (0.6224 * shell * r * length) + (1.7781 * head * r * r) + (3.1661 * shell * shell * length)
            + (19.84 * shell * shell * r);
        double volume = (Math.PI * r * r * length) + (4.0 / 3 * Math.PI * r * r * r);
        return new([value], [(0.0193 * r) - shell, (0.00954 * r) - head, 1 - (volume / 1_296_000), (length / 240) - 1]);
    }

    private static double Sum(double a, double b) => (a * a) + (b * b);
}
