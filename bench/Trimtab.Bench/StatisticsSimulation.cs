using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Bench;

/// <summary>Cross-validated scores of candidates whose expected scores are known.</summary>
/// <remarks>
/// Every row has a difficulty (normal, deviation 2.5), every candidate an ability (the best 5, the others below by |normal(0, spread)|), every
/// trained model a deviation of its ability: training noise. A row is right with the logistic probability of ability − difficulty.
/// </remarks>
internal sealed record StatisticsSimulation
{
    private const double Difficulty = 2.5, BestAbility = 5, RowTaste = 1;

    /// <summary>What is special about it.</summary>
    public string Name { get; init; } = "";

    public int Rows { get; init; } = 12_223;

    public int Folds { get; init; } = 2;

    public int Repeats { get; init; } = 1;

    public int Candidates { get; init; } = 20;

    /// <summary>How far below the best the others are: the deviation of the normal whose absolute value it is.</summary>
    public double Spread { get; init; } = 0.6;

    /// <summary>Standard deviation of a trained model's ability.</summary>
    public double Noise { get; init; } = 0.15;

    /// <summary>The part of the training noise that is the training rows', so that folds share it as they share rows.</summary>
    public double RowsPart { get; init; }

    /// <summary>Every second candidate has this noise; <see langword="null"/> for all alike.</summary>
    public double? OtherNoise { get; init; }

    /// <summary>Noise of candidate 0, mostly the best; <see langword="null"/> for the others'.</summary>
    public double? FirstNoise { get; init; }

    /// <summary>All candidates are as able as the best.</summary>
    public bool IsEqual { get; init; }

    /// <summary>The last candidate's ability: 0 for a coin flipper, who is right half the time.</summary>
    public double? LastAbility { get; init; }

    /// <summary>Whether the last candidate's training diverges in half of the folds: it is right half the time then.</summary>
    public bool Diverges { get; init; }

    /// <summary>Rows are scored by log loss rather than by right or wrong.</summary>
    public bool IsLogLoss { get; init; }

    /// <summary>Rows' scores are not known: a score that is no mean over rows.</summary>
    public bool HidesRows { get; init; }

    /// <summary>Draws a search.</summary>
    public SimulatedSearch Draw(RandomAddress address, IReadOnlyList<Fold> folds)
    {
        var stream = address.Stream();
        double[] abilities = new double[Candidates];
        for (int i = 0; i < Candidates; i++)
        {
            abilities[i] = BestAbility - (i == 0 || IsEqual ? 0 : Math.Abs(Spread * stream.NextNormal()));
        }

        double[] noises = [.. Enumerable.Range(0, Candidates).Select(i => i == 0 && FirstNoise is { } first ? first : i % 2 == 1 && OtherNoise is { } other ? other : Noise)];
        abilities[^1] = LastAbility ?? abilities[^1];
        double[] difficulty = new double[Rows];
        foreach (ref double value in difficulty.AsSpan())
        {
            value = Difficulty * stream.NextNormal();
        }

        var results = new CandidateResult[Candidates];
        double[] taste = new double[Rows];
        for (int i = 0; i < Candidates; i++)
        {
            foreach (ref double value in taste.AsSpan())
            {
                value = IsLogLoss ? RowTaste * stream.NextNormal() : stream.NextDouble();
            }

            var packed = new RowScores[folds.Count];
            double[] scores = new double[folds.Count];
            double[] deviations = Deviations(noises[i], folds, ref stream);
            if (Diverges && i == Candidates - 1)
            {
                foreach (ref double deviation in deviations.AsSpan())
                {
                    deviation = stream.NextDouble() < 0.5 ? -abilities[^1] : deviation;
                }
            }

            for (int fold = 0; fold < folds.Count; fold++)
            {
                double[] values = [.. folds[fold].Test.Select(row => Score(abilities[i] + deviations[fold] - difficulty[row], taste[row]))];
                scores[fold] = values.Average();
                packed[fold] = RowScores.Pack(values)!;
            }

            results[i] = new()
            {
                Parameters = ParameterSet.Of(("number", i)),
                Test = new Dictionary<string, FoldScores> { ["score"] = new(scores) },
                Rows = HidesRows ? new Dictionary<string, IReadOnlyList<RowScores>>() : new() { ["score"] = packed },
                FitSeconds = new([1]),
                ScoreSeconds = new([0]),
            };
        }

        double[] expected = [.. abilities.Zip(noises, Expected)];
        expected[^1] = Diverges ? (expected[^1] + Expected(0, 0)) / 2 : expected[^1];
        return new(new(results, ["score"]), expected);
    }

    public IReadOnlyList<Fold> MakeFolds()
    {
        int[] order = [.. Enumerable.Range(0, Rows)];
        var folds = new List<Fold>();
        var stream = RandomAddress.FromSeed(1).Stream();
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            stream.Shuffle(order.AsSpan());
            for (int fold = 0; fold < Folds; fold++)
            {
                int low = fold * Rows / Folds, high = (fold + 1) * Rows / Folds;
                folds.Add(new([.. order[..low], .. order[high..]], order[low..high]));
            }
        }

        return folds;
    }

    /// <summary>Of each fold's model: partly the sum of its training rows' effects, partly its own.</summary>
    private double[] Deviations(double noise, IReadOnlyList<Fold> folds, ref RandomStream stream)
    {
        double[] own = new double[folds.Count];
        foreach (ref double value in own.AsSpan())
        {
            value = noise * Math.Sqrt(1 - RowsPart) * stream.NextNormal();
        }

        if (RowsPart > 0)
        {
            double[] effects = new double[Rows];
            foreach (ref double value in effects.AsSpan())
            {
                value = stream.NextNormal();
            }

            for (int fold = 0; fold < own.Length; fold++)
            {
                own[fold] += noise * Math.Sqrt(RowsPart / folds[fold].Train.Length) * folds[fold].Train.Sum(row => effects[row]);
            }
        }

        return own;
    }

    private double Score(double margin, double taste) => IsLogLoss
        ? -Math.Log(1 + Math.Exp(-(margin + taste)))
        : taste * (1 + Math.Exp(-margin)) < 1 ? 1 : 0;

    /// <summary>The expected score: an integral over a normal margin, by the trapezoidal rule.</summary>
    private double Expected(double ability, double noise)
    {
        double deviation = Math.Sqrt((Difficulty * Difficulty) + (noise * noise) + (IsLogLoss ? RowTaste * RowTaste : 0)), sum = 0, weights = 0;
        for (double z = -8; z <= 8; z += 1.0 / 64)
        {
            double weight = Math.Exp(-z * z / 2), margin = ability + (deviation * z);
            sum += weight * (IsLogLoss ? -Math.Log(1 + Math.Exp(-margin)) : 1 / (1 + Math.Exp(-margin)));
            weights += weight;
        }

        return sum / weights;
    }

}

/// <summary>Scores that were drawn, and what is true of them.</summary>
internal sealed record SimulatedSearch(CvResults Results, double[] Expected);
