using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.ML;

/// <summary>A regressor that learns labels of mean 0 and deviation 1, and predicts in the labels' unit. Immutable.</summary>
/// <remarks>What it fits are ML.NET's own transformers, which save and load without this library.</remarks>
internal sealed class StandardizedLabel(MLContext ml, MLColumns columns, IEstimator<ITransformer> regressor) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        var (mean, deviation) = Moments(input);
        var standardized = Scaled(columns.Label, mean, deviation).Transform(input);
        var model = regressor.Fit(standardized);

        // Moved in the unit of the deviation and then scaled, so that no rounding is of the size of the other one.
        return new TransformerChain<ITransformer>(model, Scaled("Score", -mean / deviation, 1), Scaled("Score", 0, 1 / deviation));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => regressor.GetOutputSchema(inputSchema);

    /// <summary>
    /// (x − mean) / deviation, as ML.NET's normalizer of two values that lie a deviation beside the mean: its expressions are compiled at
    /// run time, which programs set up for compilation ahead of time can't.
    /// </summary>
    private NormalizingTransformer Scaled(string column, double mean, double deviation)
    {
        float[] values = [(float)(mean - deviation), (float)(mean + deviation)];
        var pair = new Dataset(values, [1]).WithFeatures(values, [1], [new FeatureColumn(column)]);
        return ml.Transforms.NormalizeMeanVariance(column, fixZero: false)
            .Fit(new DatasetView(pair, new MLColumns(MLTask.Regression, pair, 0), LearnedClasses.Of(EstimatorKind.Regressor, pair)));
    }

    /// <summary>Weighted mean and deviation of the labels, the deviation 1 where they are all the same.</summary>
    private (double Mean, double Deviation) Moments(IDataView input)
    {
        var moments = LabelMoments.Of(input, columns);
        double deviation = Math.Sqrt(moments.Variance);
        return (moments.Mean, (float)deviation > 0 && float.IsFinite((float)(1 / deviation)) ? deviation : 1);
    }
}
