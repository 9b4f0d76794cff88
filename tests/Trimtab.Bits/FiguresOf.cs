using Trimtab.Importance;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Bits;

/// <summary>Scores, statistics, importances, draws and drawn digits.</summary>
internal static class FiguresOf
{
    /// <summary>Computes each and yields its digest.</summary>
    public static IEnumerable<(string Name, string Digest)> All()
    {
        double[] a = Normals("a", 203), b = Normals("b", 203), positive = [.. a.Select(x => (x * x) + 0.1)];
        double[] alike = [.. positive.Select((x, i) => x + (0.1 * b[i] * b[i]))];
        double[] classes = [.. a.Select(x => x > 0 ? 1.0 : 0)], probabilities = [.. b.Select((x, i) => 1 / (1 + (x * x) + classes[i]))];
        yield return ("draws/normal", Digest.Of(a));
        yield return ("draws/digits", Digest.Of(Digits()));
        yield return ("draws/log", Digest.Of(Enumerable.Range(0, 200).Select(i => Drawn(new FloatDistribution(1e-7, 3, Log: true), i))));
        yield return ("scores/regression", Digest.Of(
        [
            Scores.R2(a, b),
            Scores.ExplainedVariance(a, b),
            Scores.MeanSquaredError(a, b),
            Scores.MeanAbsoluteError(a, b),
            Scores.MeanSquaredLogarithmicError(positive, alike),
            Scores.MeanAbsolutePercentageError(positive, alike),
        ]));
        yield return ("scores/probabilities", Digest.Of(
        [
            Scores.LogLoss(classes, probabilities),
            Scores.Brier(classes, probabilities),
            Scores.RocAuc(classes, probabilities),
            Scores.AveragePrecision(classes, probabilities),
        ]));
        yield return (
            "statistics/t",
            Digest.Of(Enumerable.Range(1, 9).SelectMany(n => new[] { StudentT.Above(0.3 * n, n), StudentT.Quantile(0.975, n + 0.5) })));
        foreach (string name in ImportanceEvaluator.Catalog.Names)
        {
            yield return (
                $"importance/{name}",
                Digest.Of(ImportanceEvaluator.Catalog.Create(name).Of(Studied()).Select(parameter => parameter.Importance)));
        }
    }

    private static IEnumerable<double> Digits()
    {
        var digits = SyntheticDigits.Create(new() { Train = 30, Test = 1 }).Train;
        return Enumerable.Range(0, 30).SelectMany(row => digits.FeaturesOf(row).ToArray()).Select(x => (double)x);
    }

    private static Study Studied()
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Seed = 9 });
        for (int i = 0; i < 80; i++)
        {
            var trial = study.Ask();
            double x = trial.SuggestFloat("x", 0, 1), y = trial.SuggestFloat("y", 1e-4, 1, log: true);
            trial.Tell((x * x) + (0.1 * y) + (trial.SuggestCategorical("kind", ["a", "b", "c"]) == "b" ? 0.3 : 0));
        }

        return study;
    }

    private static double Drawn(FloatDistribution distribution, int number)
    {
        var stream = RandomAddress.FromSeed((ulong)number).Stream();
        return distribution.Sample(ref stream).As<double>();
    }

    private static double[] Normals(string name, int count)
    {
        var stream = RandomAddress.FromSeed(11).At(name).Stream();
        double[] draws = new double[count];
        for (int i = 0; i < count; i++)
        {
            draws[i] = stream.NextNormal();
        }

        return draws;
    }
}
