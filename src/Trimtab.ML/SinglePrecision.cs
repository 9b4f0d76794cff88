using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.ML;

/// <summary>Checks that ML.NET, which computes in single precision, can take the weights and targets of rows.</summary>
internal static class SinglePrecision
{
    /// <summary>Refuses weights and real targets that are infinite in single precision, and weights that are all 0 in it.</summary>
    /// <exception cref="TrimtabException">One is.</exception>
    public static void Require(Dataset data, EstimatorKind kind)
    {
        if (data.Weights is { } weights)
        {
            RequireFinite(weights, "Weights");
            if (weights.Any(weight => weight > 0) && weights.All(weight => (float)weight == 0))
            {
                throw new TrimtabException("ML.NET's weights must not all be 0 in single precision. "
                    + Invariant($"The largest is {weights.Max()}: multiply all weights by the same number."));
            }
        }

        if (kind == EstimatorKind.Regressor)
        {
            RequireFinite(data.Labels(), "Targets");
        }
    }

    private static void RequireFinite(IReadOnlyList<double> values, string what)
    {
        for (int row = 0; row < values.Count; row++)
        {
            if (!float.IsFinite((float)values[row]))
            {
                throw new TrimtabException(Invariant($"{what} for ML.NET must be finite in single precision, below 3.4e38. ")
                    + Invariant($"Row {row} has {values[row]}: divide all by the same number."));
            }
        }
    }
}
