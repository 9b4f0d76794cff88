using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>
/// The estimator the oracle's searches ran with, restated: means of the training rows, and a score that is exact in binary.
/// </summary>
internal sealed record ToyEstimator : IEstimator
{
    public double Alpha { get; init; } = 0.5;

    public string Kind { get; init; } = "lin";

    public double FailAbove { get; init; } = double.PositiveInfinity;

    /// <summary>Called at the beginning of every fit.</summary>
    public Action<Dataset, FitContext>? Fitting { get; init; }

    public IReadOnlyCollection<string> ParameterNames => ["alpha", "kind", "dummy", "fail_above"];

    EstimatorKind IEstimator.Kind => EstimatorKind.Regressor;

    public IEstimator With(ParameterSet parameters)
    {
        if (parameters.Keys.FirstOrDefault(name => !ParameterNames.Contains(name)) is { } unknown)
        {
            throw new UnknownNameException("parameter", unknown, ParameterNames);
        }

        return this with
        {
            Alpha = parameters.TryGetValue("alpha", out var alpha) ? alpha.As<double>() : Alpha,
            Kind = parameters.TryGetValue("kind", out var kind) ? kind.As<string>() : Kind,
            FailAbove = parameters.TryGetValue("fail_above", out var limit) ? limit.As<double>() : FailAbove,
        };
    }

    public void Check(Dataset data)
    {
    }

    public IFitted Fit(Dataset data, FitContext context)
    {
        Fitting?.Invoke(data, context);
        var (mu, nu) = (MeanOfX(data), data.Labels().Sum() / data.Count);
        return Alpha < 0 ? throw new ArgumentException("toy: alpha < 0")
            : mu > FailAbove ? throw new ArgumentException("toy: mu above limit")
            : new FittedToy(this, mu, nu);
    }

    public static double MeanOfX(Dataset data) => Enumerable.Range(0, data.Count).Sum(row => (double)data.FeaturesOf(row)[0]) / data.Count;
}

internal sealed record FittedToy(ToyEstimator Settings, double Mu, double Nu) : IFitted
{
    public Prediction Predict(Dataset data) =>
        new([.. Enumerable.Range(0, data.Count).Select(row => (Settings.Alpha * (data.FeaturesOf(row)[0] - Mu)) + Nu)]);

    public Scorer OwnScorer => Scorer.From("toy", context => Score(context.Data));

    private double Score(Dataset data)
    {
        double w = Settings.Kind == "lin" ? 1 : 0.5;
        return 1 - (w * Math.Abs(Settings.Alpha - Mu)) - (0.125 * Math.Abs(Nu - (data.Labels().Sum() / data.Count))) - 0.25;
    }
}
