using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>
/// A classifier that learns nothing: a sum of waves over the rows, which its parameters shape smoothly. On labels that are coin flips its
/// expected accuracy is 0.5, whatever the parameters, and candidates that are near one another predict alike.
/// </summary>
internal sealed record CoinClassifier : IEstimator
{
    // phases and directions of the waves, each in [0, 1]
    private static readonly IReadOnlyList<string> _shape = ["a", "b", "c", "d"];

    private const double FullTurn = 2 * Math.PI;

    private double[] Values { get; init; } = [0.5, 0.5, 0.5, 0.5];

    /// <summary>How many waves there are: the resource of halving.</summary>
    private int Waves { get; init; } = 9;

    public IReadOnlyCollection<string> ParameterNames => [.. _shape, "waves"];

    public EstimatorKind Kind => EstimatorKind.Classifier;

    public IEstimator With(ParameterSet parameters) => new CoinClassifier
    {
        Values = [.. _shape.Select((name, i) => parameters.TryGetValue(name, out var value) ? value.As<double>() : Values[i])],
        Waves = parameters.TryGetValue("waves", out var waves) ? waves.As<int>() : Waves,
    };

    public void Check(Dataset data)
    {
    }

    public IFitted Fit(Dataset data, FitContext context) => new Fitted(this);

    private double ClassOf(ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (int wave = 1; wave <= Waves; wave++)
        {
            double angle = FullTurn * Values[wave % Values.Length];
            for (int i = 0; i < row.Length; i++)
            {
                angle += row[i] * wave * (Values[(wave + i) % Values.Length] + 0.5);
            }

            sum += PortableMath.Cos(angle) / Math.Sqrt(wave);
        }

        return sum > 0 ? 1 : 0;
    }

    private sealed record Fitted(CoinClassifier Settings) : IFitted
    {
        public Scorer OwnScorer => new AccuracyScorer();

        public Prediction Predict(Dataset data) =>
            new([.. Enumerable.Range(0, data.Count).Select(row => Settings.ClassOf(data.FeaturesOf(row)))]) { Classes = [0, 1] };
    }
}
