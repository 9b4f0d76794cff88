using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Ridge regression on one feature with an intercept, as scikit-learn's <c>Ridge</c> has it: in closed form.</summary>
internal sealed record RidgeLine : IEstimator
{
    public double Alpha { get; init; } = 1;

    public IReadOnlyCollection<string> ParameterNames => ["alpha"];

    public EstimatorKind Kind => EstimatorKind.Regressor;

    public IEstimator With(ParameterSet parameters) =>
        this with { Alpha = parameters.TryGetValue("alpha", out var alpha) ? alpha.As<double>() : Alpha };

    public void Check(Dataset data)
    {
    }

    public IFitted Fit(Dataset data, FitContext context)
    {
        double[] x = [.. Enumerable.Range(0, data.Count).Select(row => (double)data.FeaturesOf(row)[0])], y = data.Labels();
        double meanX = x.Average(), meanY = y.Average();
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / (x.Sum(a => (a - meanX) * (a - meanX)) + Alpha);
        return new FittedLine(slope, meanY - (slope * meanX));
    }
}

internal sealed record FittedLine(double Slope, double Intercept) : IFitted
{
    public Scorer OwnScorer => "r2";

    public Prediction Predict(Dataset data) =>
        new([.. Enumerable.Range(0, data.Count).Select(row => (Slope * data.FeaturesOf(row)[0]) + Intercept)]);
}
