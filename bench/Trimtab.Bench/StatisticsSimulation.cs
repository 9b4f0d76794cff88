using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Bench;

/// <summary>Cross-validated scores of candidates whose expected scores are known.</summary>
/// <remarks>
/// Every row has a difficulty (normal, deviation 2.5), every candidate an ability (the best 5, the others below by |normal(0, spread)|),
/// every trained model a deviation of its ability: training noise. A row is right with the logistic probability of ability − difficulty. In
/// the probit model difficulties have the deviation 1, the best the ability 1.5, and a row is right with the normal probability: there the
/// same noise moves scores more. For the area under the ROC curve half of the rows are positive, and a model ranks them 0.4·ability
/// standard deviations higher.
/// </remarks>
internal sealed record StatisticsSimulation
{
    private const double RowTaste = 1, AbilityInDeviations = 0.4;

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

    /// <summary>
    /// So many candidates more, far less able (by 3) and ten times as noisy: what they do must not matter to what is said of the others.
    /// </summary>
    public int Bad { get; init; }

    public SimulatedScore Score { get; init; }

    /// <summary>Rows' scores are not known: a score that is no mean over rows.</summary>
    public bool HidesRows { get; init; }

    /// <summary>Draws a search.</summary>
    public SimulatedSearch Draw(RandomAddress address, IReadOnlyList<Fold> folds)
    {
        var stream = address.Stream();
        int count = Candidates + Bad;
        double[] abilities = new double[count];
        for (int i = 0; i < count; i++)
        {
            double below = i == 0 || IsEqual ? 0 : Math.Abs(Spread * stream.NextNormal());
            abilities[i] = BestAbility - (i < Candidates ? below : 3 + below);
        }

        double[] noises =
        [
            .. Enumerable.Range(0, count)
                .Select(i => i >= Candidates ? 10 * Noise
                    : i == 0 && FirstNoise is { } first ? first : i % 2 == 1 && OtherNoise is { } other ? other : Noise),
        ];
        abilities[^1] = LastAbility ?? abilities[^1];
        double[] difficulty = new double[Rows];
        foreach (ref double value in difficulty.AsSpan())
        {
            value = Difficulty * stream.NextNormal();
        }

        var results = new CandidateResult[count];
        double[] taste = new double[Rows];
        for (int i = 0; i < count; i++)
        {
            foreach (ref double value in taste.AsSpan())
            {
                value = Score is SimulatedScore.LogLoss or SimulatedScore.Area ? RowTaste * stream.NextNormal() : stream.NextDouble();
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
                double ability = abilities[i] + deviations[fold];
                double[] values = Score == SimulatedScore.Area
                    ? Areas(ability, folds[fold].Test, difficulty, taste)
                    : [.. folds[fold].Test.Select(row => ScoreOf(ability - difficulty[row], taste[row]))];
                scores[fold] = values.Average();
                packed[fold] = RowScores.Pack(values)!;
            }

            results[i] = new()
            {
                Parameters = ParameterSet.Of(("number", i)),
                Test = new Dictionary<string, FoldScores> { ["score"] = new(scores) },
                Rows = HidesRows ? new Dictionary<string, IReadOnlyList<RowScores>>() : new() { ["score"] = packed },
                FitSeconds = new([.. folds.Select(_ => 1 + (((7.0 * i) + 3) % Candidates / Candidates))]),
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

            double all = effects.Sum();
            for (int fold = 0; fold < own.Length; fold++)
            {
                // trained on all others
                own[fold] += noise * Math.Sqrt(RowsPart / folds[fold].Train.Length) * (all - folds[fold].Test.Sum(row => effects[row]));
            }
        }

        return own;
    }

    private double Difficulty => Score == SimulatedScore.Probit ? 1 : 2.5;

    private double BestAbility => Score == SimulatedScore.Probit ? 1.5 : 5;

    private double ScoreOf(double margin, double taste) => Score switch
    {
        SimulatedScore.LogLoss => -Math.Log(1 + Math.Exp(-(margin + taste))),
        SimulatedScore.Probit => taste < Normal.Cdf(margin) ? 1 : 0,
        _ => taste * (1 + Math.Exp(-margin)) < 1 ? 1 : 0,
    };

    /// <summary>By row; the even ones are positive. Half of what moves a row's rank is the row's own, half the model's.</summary>
    private double[] Areas(double ability, ReadOnlySpan<int> rows, double[] difficulty, double[] taste)
    {
        double[] truth = new double[rows.Length], ranks = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            truth[i] = 1 - (rows[i] % 2);
            ranks[i] = (AbilityInDeviations * ability * truth[i])
                + (Math.Sqrt(0.5) * ((difficulty[rows[i]] / Difficulty) + taste[rows[i]]));
        }

        return Scores.RocAucByRow(truth, ranks);
    }

    /// <summary>The expected score: an integral over a normal margin, by the trapezoidal rule.</summary>
    private double Expected(double ability, double noise)
    {
        // a positive row is above a negative one where a normal number is below the distance of their means
        if (Score == SimulatedScore.Area)
        {
            return Normal.Cdf(AbilityInDeviations * ability / Math.Sqrt(2 + (AbilityInDeviations * AbilityInDeviations * noise * noise)));
        }

        double tasteVariance = Score == SimulatedScore.LogLoss ? RowTaste * RowTaste : 0;
        double deviation = Math.Sqrt((Difficulty * Difficulty) + (noise * noise) + tasteVariance), sum = 0, weights = 0;
        for (double z = -8; z <= 8; z += 1.0 / 64)
        {
            double weight = Math.Exp(-z * z / 2), margin = ability + (deviation * z);
            sum += weight * Score switch
            {
                SimulatedScore.LogLoss => -Math.Log(1 + Math.Exp(-margin)),
                SimulatedScore.Probit => Normal.Cdf(margin),
                _ => 1 / (1 + Math.Exp(-margin)),
            };
            weights += weight;
        }

        return sum / weights;
    }
}

/// <summary>What rows are scored by.</summary>
internal enum SimulatedScore
{
    /// <summary>Right or wrong, by a logistic probability.</summary>
    Accuracy,

    /// <summary>Right or wrong, by a normal probability of abilities that matter more.</summary>
    Probit,

    /// <summary>Log loss.</summary>
    LogLoss,

    /// <summary>The area under the ROC curve: no mean over rows.</summary>
    Area,
}

/// <summary>Scores that were drawn, and what is true of them.</summary>
internal sealed record SimulatedSearch(CvResults Results, double[] Expected);
