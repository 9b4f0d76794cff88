using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>
/// The 24 noiseless functions of the Black-Box Optimization Benchmark on [−5, 5]ᵈ, each with an optimum of 0; our own seeded instances.
/// </summary>
/// <remarks>Hansen, Finck, Ros, Auger: Real-parameter black-box optimization benchmarking 2009, INRIA RR-6829. Letters as there.</remarks>
internal sealed class Bbob
{
    public const int Functions = 24;

    private readonly int _function, _d;
    private readonly double[] _xOpt, _signs;
    private readonly double[][] _r, _q;
    private readonly Peak[] _peaks;

    /// <summary>Function 1 to 24 in <paramref name="dimensions"/> dimensions, 2 or more; another instance for every seed.</summary>
    public Bbob(int function, int dimensions, ulong seed)
    {
        (_function, _d) = (function, dimensions);
        var random = RandomAddress.FromSeed(seed).At(function).Stream();
        (_r, _q) = (Rotation(ref random), Rotation(ref random));
        _signs = new double[_d];
        _xOpt = new double[_d];
        for (int i = 0; i < _d; i++)
        {
            _signs[i] = random.NextInt32(2) == 0 ? -1 : 1;
            _xOpt[i] = (8 * random.NextDouble()) - 4;
        }

        _peaks = function is 21 or 22 ? MakePeaks(function == 21 ? 101 : 21, ref random) : [];
        PlaceOptimum();
    }

    /// <summary>Where the value is 0; of the functions whose optimum is not placed by a rotation (9, 19) or a corner of its own.</summary>
    public IReadOnlyList<double> Optimum => _peaks.Length > 0 ? _peaks[0].At : _xOpt;

    private double Scale => Math.Max(1, Math.Sqrt(_d) / 8);

    /// <summary>The value at <paramref name="x"/>, 0 or more.</summary>
    public double At(double[] x)
    {
        double[] s = [.. x.Select((v, i) => v - _xOpt[i])];
        return _function switch
        {
            1 => Square(s),
            2 => Weighted(Osz(s), 1e6),
            3 => Rastrigin(Λ(10, Asy(0.2, Osz(s)))),
            4 => Rastrigin([.. Osz(s).Select((z, i) => z * Math.Sqrt(Math.Pow(10, Share(i))) * (z > 0 && i % 2 == 0 ? 10 : 1))])
                + (100 * Penalty(x)),
            5 => x.Select((v, i) => Slope(v, i)).Sum(),
            6 => AttractiveSector(Turn(_q, Λ(10, Turn(_r, s)))),
            7 => StepEllipsoid(Λ(10, Turn(_r, s))) + Penalty(x),
            8 => Rosenbrock([.. s.Select(v => (Scale * v) + 1)]),
            9 => Rosenbrock([.. Turn(_r, x).Select(v => (Scale * v) + 0.5)]),
            10 => Weighted(Osz(Turn(_r, s)), 1e6),
            11 => Osz(Turn(_r, s)) is var z ? (1e6 * z[0] * z[0]) + Square(z.Skip(1)) : 0,
            12 => Turn(_r, Asy(0.5, Turn(_r, s))) is var z ? (z[0] * z[0]) + (1e6 * Square(z.Skip(1))) : 0,
            13 => Turn(_q, Λ(10, Turn(_r, s))) is var z ? (z[0] * z[0]) + (100 * Math.Sqrt(Square(z.Skip(1)))) : 0,
            14 => Math.Sqrt(Turn(_r, s).Select((z, i) => Math.Pow(Math.Abs(z), 2 + (4 * Share(i)))).Sum()),
            15 => Rastrigin(Turn(_r, Λ(10, Turn(_q, Asy(0.2, Osz(Turn(_r, s))))))),
            16 => Weierstrass(Turn(_r, Λ(0.01, Turn(_q, Osz(Turn(_r, s)))))) + (10.0 / _d * Penalty(x)),
            17 => Schaffers(Λ(10, Turn(_q, Asy(0.5, Turn(_r, s))))) + (10 * Penalty(x)),
            18 => Schaffers(Λ(1000, Turn(_q, Asy(0.5, Turn(_r, s))))) + (10 * Penalty(x)),
            19 => GriewankRosenbrock([.. Turn(_r, x).Select(v => (Scale * v) + 0.5)]),
            20 => Schwefel(x),
            21 or 22 => Gallagher(x) + Penalty(x),
            23 => Katsuura(Turn(_q, Λ(100, Turn(_r, s)))) + Penalty(x),
            _ => Lunacek(x),
        };
    }

    private void PlaceOptimum()
    {
        for (int i = 0; i < _d; i++)
        {
            _xOpt[i] = _function switch
            {
                4 when i % 2 == 0 => Math.Abs(_xOpt[i]),
                5 => 5 * _signs[i],
                8 => 0.75 * _xOpt[i],
                20 => 4.2096874633 / 2 * _signs[i],
                24 => 2.5 / 2 * _signs[i],
                _ => _xOpt[i],
            };
        }
    }

    private double Slope(double x, int i)
    {
        double s = _signs[i] * Math.Pow(10, Share(i)), z = _xOpt[i] * x < 25 ? x : _xOpt[i];
        return (5 * Math.Abs(s)) - (s * z);
    }

    private double AttractiveSector(double[] z) => Math.Pow(Osz(z.Select((v, i) => v * _xOpt[i] > 0 ? 1e4 * v * v : v * v).Sum()), 0.9);

    private double StepEllipsoid(double[] ẑ)
    {
        double[] rounded = [.. ẑ.Select(v => Math.Abs(v) > 0.5 ? Math.Floor(0.5 + v) : Math.Floor(0.5 + (10 * v)) / 10)];
        return 0.1 * Math.Max(Math.Abs(ẑ[0]) / 1e4, Weighted(Turn(_q, rounded), 1e2));
    }

    private static double Rosenbrock(double[] z) =>
        Enumerable.Range(0, z.Length - 1).Sum(i => (100 * Math.Pow((z[i] * z[i]) - z[i + 1], 2)) + Math.Pow(z[i] - 1, 2));

    private double Rastrigin(double[] z) => (10 * (_d - z.Sum(v => Math.Cos(2 * Math.PI * v)))) + Square(z);

    private double Weierstrass(double[] z)
    {
        double f0 = Series(0), sum = z.Sum(Series);
        return 10 * Math.Pow((sum / _d) - f0, 3);

        static double Series(double v) => Enumerable.Range(0, 12)
            .Sum(k => Math.Pow(0.5, k) * Math.Cos(2 * Math.PI * Math.Pow(3, k) * (v + 0.5)));
    }

    private double Schaffers(double[] z)
    {
        double sum = 0;
        for (int i = 0; i < _d - 1; i++)
        {
            double s = Math.Sqrt((z[i] * z[i]) + (z[i + 1] * z[i + 1]));
            sum += Math.Sqrt(s) * (1 + Math.Pow(Math.Sin(50 * Math.Pow(s, 0.2)), 2));
        }

        return Math.Pow(sum / (_d - 1), 2);
    }

    private double GriewankRosenbrock(double[] z)
    {
        double sum = 0;
        for (int i = 0; i < _d - 1; i++)
        {
            double s = (100 * Math.Pow((z[i] * z[i]) - z[i + 1], 2)) + Math.Pow(z[i] - 1, 2);
            sum += (s / 4000) - Math.Cos(s);
        }

        return (10.0 / (_d - 1) * sum) + 10;
    }

    private double Schwefel(double[] x)
    {
        double[] x̂ = [.. x.Select((v, i) => 2 * _signs[i] * v)], ẑ = [.. x̂];
        double twice = 2 * Math.Abs(_xOpt[0]);
        for (int i = 1; i < _d; i++)
        {
            ẑ[i] = x̂[i] + (0.25 * (x̂[i - 1] - twice));
        }

        double[] z = [.. Λ(10, [.. ẑ.Select(v => v - twice)]).Select(v => 100 * (v + twice))];
        return (-z.Sum(v => v * Math.Sin(Math.Sqrt(Math.Abs(v)))) / (100 * _d)) + 4.189828872724339
            + (100 * Penalty([.. z.Select(v => v / 100)]));
    }

    private double Gallagher(double[] x)
    {
        double best = _peaks.Max(HeightAt);
        return Math.Pow(Osz(10 - best), 2);

        double HeightAt(Peak peak)
        {
            double[] turned = Turn(_r, [.. x.Select((v, i) => v - peak.At[i])]);
            return peak.Height * Math.Exp(-turned.Select((v, i) => peak.Widths[i] * v * v).Sum() / (2 * _d));
        }
    }

    private double Katsuura(double[] z)
    {
        double product = 1;
        for (int i = 0; i < _d; i++)
        {
            double sum = Enumerable.Range(1, 32)
                .Sum(j => Math.Abs((Math.Pow(2, j) * z[i]) - Math.Round(Math.Pow(2, j) * z[i])) / Math.Pow(2, j));
            product *= Math.Pow(1 + ((i + 1) * sum), 10 / Math.Pow(_d, 1.2));
        }

        return (10.0 / (_d * _d) * product) - (10.0 / (_d * _d));
    }

    private double Lunacek(double[] x)
    {
        const double μ0 = 2.5, d = 1;
        double s = 1 - (1 / ((2 * Math.Sqrt(_d + 20)) - 8.2)), μ1 = -Math.Sqrt(((μ0 * μ0) - d) / s);
        double[] x̂ = [.. x.Select((v, i) => 2 * _signs[i] * v)];
        double[] z = Turn(_q, Λ(100, Turn(_r, [.. x̂.Select(v => v - μ0)])));
        double bowls = Math.Min(Square(x̂.Select(v => v - μ0)), (d * _d) + (s * Square(x̂.Select(v => v - μ1))));
        return bowls + (10 * (_d - z.Sum(v => Math.Cos(2 * Math.PI * v)))) + (1e4 * Penalty(x));
    }

    private Peak[] MakePeaks(int count, ref RandomStream random)
    {
        double[] α = [.. Enumerable.Range(0, count - 1).Select(j => Math.Pow(1000, 2.0 * j / (count - 2)))];
        random.Shuffle(α.AsSpan());
        var peaks = new Peak[count];
        for (int i = 0; i < count; i++)
        {
            double width = i == 0 ? (count > 50 ? 1000 : 1e6) : α[i - 1], limit = (count > 50 ? 5 : 4.9) * (i == 0 ? 0.8 : 1);
            double[] widths = [.. Enumerable.Range(0, _d).Select(k => Math.Pow(width, 0.5 * Share(k)) / Math.Pow(width, 0.25))];
            double[] at = new double[_d];
            random.Shuffle(widths.AsSpan());
            for (int k = 0; k < _d; k++)
            {
                at[k] = limit * ((2 * random.NextDouble()) - 1);
            }

            peaks[i] = new(i == 0 ? 10 : 1.1 + (8.0 * (i - 1) / (count - 2)), at, widths);
        }

        return peaks;
    }

    /// <summary>(i − 1) / (_d − 1), for i from 1; ours from 0.</summary>
    private double Share(int i) => (double)i / (_d - 1);

    private static double Square(IEnumerable<double> z) => z.Sum(v => v * v);

    private double Weighted(double[] z, double condition) => z.Select((v, i) => Math.Pow(condition, Share(i)) * v * v).Sum();

    private static double Penalty(double[] x) => x.Sum(v => Math.Pow(Math.Max(0, Math.Abs(v) - 5), 2));

    private double[] Λ(double α, double[] x) => [.. x.Select((v, i) => Math.Pow(α, 0.5 * Share(i)) * v)];

    private double[] Asy(double β, double[] x) => [.. x.Select((v, i) => v > 0 ? Math.Pow(v, 1 + (β * Share(i) * Math.Sqrt(v))) : v)];

    private static double[] Osz(double[] x) => [.. x.Select(Osz)];

    private static double Osz(double x)
    {
        if (x == 0)
        {
            return 0;
        }

        double log = Math.Log(Math.Abs(x)), c1 = x > 0 ? 10 : 5.5, c2 = x > 0 ? 7.9 : 3.1;
        return Math.Sign(x) * Math.Exp(log + (0.049 * (Math.Sin(c1 * log) + Math.Sin(c2 * log))));
    }

    private static double[] Turn(double[][] matrix, double[] x) => [.. matrix.Select(row => row.Zip(x, (a, b) => a * b).Sum())];

    /// <summary>Normal numbers made orthonormal, row by row (Gram and Schmidt).</summary>
    private double[][] Rotation(ref RandomStream random)
    {
        var rows = new double[_d][];
        for (int i = 0; i < _d; i++)
        {
            rows[i] = new double[_d];
            for (int k = 0; k < _d; k++)
            {
                rows[i][k] = random.NextNormal();
            }

            for (int before = 0; before < i; before++)
            {
                double dot = rows[i].Zip(rows[before], (a, b) => a * b).Sum();
                rows[i] = [.. rows[i].Select((v, k) => v - (dot * rows[before][k]))];
            }

            double norm = Math.Sqrt(Square(rows[i]));
            rows[i] = [.. rows[i].Select(v => v / norm)];
        }

        return rows;
    }

    private sealed record Peak(double Height, double[] At, double[] Widths);
}
