using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Trimtab.ML;

/// <summary>A regressor that learns labels of mean 0 and deviation 1, and predicts in the labels' unit. Immutable.</summary>
/// <remarks>What it fits are ML.NET's own transformers, which save and load without this library.</remarks>
internal sealed class StandardizedLabel(MLContext ml, MLColumns columns, IEstimator<ITransformer> regressor) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        var (mean, deviation) = Moments(input);
        var standardized = Scaled(columns.Label, columns.Label, 1 / deviation, -mean / deviation).Fit(input).Transform(input);
        var model = regressor.Fit(standardized);
        var back = Scaled("Score", "Score", deviation, mean).Fit(model.Transform(standardized));
        return new TransformerChain<ITransformer>(model, back);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => regressor.GetOutputSchema(inputSchema);

    private ExpressionEstimator Scaled(string to, string from, double factor, double offset) =>
        ml.Transforms.Expression(to, $"x => x * ({Literal((float)factor)}) + ({Literal((float)offset)})", from);

    /// <summary>A number without a decimal point, which ML.NET reads by the culture, also when a model is loaded.</summary>
    private static string Literal(float value)
    {
        string[] parts = value.ToString("E8", CultureInfo.InvariantCulture).Split('E');
        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture) - 8;
        return Invariant($"{parts[0].Replace(".", "", StringComparison.Ordinal)}E{exponent}f");
    }

    /// <summary>Weighted mean and deviation of the labels, the deviation 1 where they are all the same.</summary>
    private (double Mean, double Deviation) Moments(IDataView input)
    {
        var moments = LabelMoments.Of(input, columns);
        double deviation = Math.Sqrt(moments.Variance);
        return (moments.Mean, (float)deviation > 0 && float.IsFinite((float)(1 / deviation)) ? deviation : 1);
    }
}
