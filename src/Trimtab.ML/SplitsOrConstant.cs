using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace Trimtab.ML;

/// <summary>
/// Trees; where no split of the rows is possible, the mean of the labels or the frequencies of two classes, weighted. Immutable.
/// </summary>
/// <remarks>
/// ML.NET's own trees without a split predict 0 (FastTree) or NaN (FastForest), or can't be read from LightGBM, which throws
/// <see cref="ArgumentNullException"/> of a constructor's array.
/// </remarks>
internal sealed class SplitsOrConstant(MLContext ml, MLColumns columns, IEstimator<ITransformer> trees) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        try
        {
            var model = trees.Fit(input);
            return IsConstant(model.Transform(input)) ? Constant().Fit(input) : model;
        }
        catch (ArgumentNullException error) when (error.ParamName == "items")
        {
            return Constant().Fit(input);
        }
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => trees.GetOutputSchema(inputSchema);

    private IEstimator<ITransformer> Constant() => columns.Task == MLTask.BinaryClassification
        ? ml.BinaryClassification.Trainers.Prior(columns.Label, columns.Weight)
        : new StandardizedLabel(ml, columns, ml.Regression.Trainers.FastTree(OfOneLeaf()));

    /// <summary>Predicts 0, the mean of standardized labels.</summary>
    private FastTreeRegressionTrainer.Options OfOneLeaf() => new()
    {
        LabelColumnName = columns.Label,
        FeatureColumnName = columns.Features,
        NumberOfTrees = 1,
        MinimumExampleCountPerLeaf = int.MaxValue,
        NumberOfThreads = 1,
    };

    /// <summary>Whether all rows have the same score, which may be NaN.</summary>
    private static bool IsConstant(IDataView scored)
    {
        var column = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        float first = 0, score = 0;
        if (cursor.MoveNext())
        {
            getter(ref first);
        }

        while (cursor.MoveNext())
        {
            getter(ref score);
            if (!score.Equals(first))
            {
                return false;
            }
        }

        return true;
    }
}
