using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>The estimators of bench/peers/random_searches.py, restated.</summary>
internal sealed record SearchToy(EstimatorKind Kind) : IEstimator
{
    public double Alpha { get; init; } = 0.5;

    public bool IsLinear { get; init; } = true;

    public double FailAbove { get; init; } = 1e300;

    public IReadOnlyCollection<string> ParameterNames => ["alpha", "kind", "fail_above", "dummy"];

    public IEstimator With(ParameterSet parameters) => this with
    {
        Alpha = parameters.TryGetValue("alpha", out var alpha) ? alpha.As<double>() : Alpha,
        IsLinear = parameters.TryGetValue("kind", out var kind) ? kind.As<string>() == "lin" : IsLinear,
        FailAbove = parameters.TryGetValue("fail_above", out var limit) ? limit.As<double>() : FailAbove,
    };

    public void Check(Dataset data)
    {
    }

    public IFitted Fit(Dataset data, FitContext context)
    {
        double mu = Enumerable.Range(0, data.Count).Sum(row => (double)data.FeaturesOf(row)[0]) / data.Count;
        double[] labels = data.Labels();
        return Alpha < 0 ? throw new ArgumentException("alpha below 0")
            : mu > FailAbove ? throw new ArgumentException("mean above the limit")
            : new FittedSearchToy(this, mu, labels.Sum() / labels.Length, [.. labels.Distinct().Order()]);
    }
}

/// <summary>What it has learned: the mean of the feature, the mean of the targets, the classes.</summary>
internal sealed record FittedSearchToy(SearchToy Settings, double Mu, double Nu, double[] Classes) : IFitted
{
    public Prediction Predict(Dataset data) => Settings.Kind == EstimatorKind.Regressor
        ? new([.. X(data).Select(x => (Settings.Alpha * (x - Mu)) + Nu)])
        : Classify([.. X(data)]);

    public Scorer OwnScorer => Settings.Kind == EstimatorKind.Classifier ? "accuracy" : Scorer.From("toy", context => Score(context.Data));

    private double Score(Dataset data) =>
        0.75
        - ((Settings.IsLinear ? 1 : 0.5) * Math.Abs(Settings.Alpha - Mu))
        - (0.125 * Math.Abs(Nu - (data.Labels().Sum() / data.Count)));

    private static IEnumerable<double> X(Dataset data) => Enumerable.Range(0, data.Count).Select(row => (double)data.FeaturesOf(row)[0]);

    private Prediction Classify(double[] x)
    {
        int classes = Classes.Length;
        double heavy = Settings.IsLinear ? 2 : 4;
        double[] probabilities = new double[x.Length * classes], labels = new double[x.Length];
        for (int row = 0; row < x.Length; row++)
        {
            int bucket = (int)Math.Floor(Math.Abs(((x[row] - Mu) * 8) + (Settings.Alpha * 8))) % classes;
            var of = probabilities.AsSpan(row * classes, classes);
            of.Fill(1 / (heavy + classes - 1));
            of[bucket] = heavy / (heavy + classes - 1);
            labels[row] = Classes[bucket];
        }

        return new(labels) { Probabilities = probabilities, Classes = Classes };
    }
}
