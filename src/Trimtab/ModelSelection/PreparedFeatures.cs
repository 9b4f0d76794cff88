using System.Numerics.Tensors;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Checks that features are what an estimator computes with: finite numbers that are quantities.</summary>
internal static class PreparedFeatures
{
    /// <summary>Refuses rows that <paramref name="estimator"/> can't learn from as they are.</summary>
    /// <exception cref="TrimtabException">
    /// A feature is infinite; or it is missing or stands for a text, and the estimator does not prepare features.
    /// </exception>
    public static void Require(Dataset data, IEstimator estimator)
    {
        if (!estimator.PreparesFeatures && data.Columns.FirstOrDefault(column => column.IsCategorical) is { } texts)
        {
            throw new TrimtabException($"Features must be quantities. Column '{texts.Name}' has texts, of which the numbers are no order: "
                + "encode it with a OneHotEncoder in a Pipeline, or leave it out.");
        }

        for (int row = 0; row < data.Count; row++)
        {
            var features = data.FeaturesOf(row);
            if (!TensorPrimitives.IsFiniteAll(features) && !(estimator.PreparesFeatures && !TensorPrimitives.IsInfinityAny(features)))
            {
                throw Broken(data, row, estimator.PreparesFeatures);
            }
        }
    }

    private static TrimtabException Broken(Dataset data, int row, bool mayBeMissing)
    {
        var features = data.FeaturesOf(row);
        int column = 0;
        while (float.IsFinite(features[column]) || (mayBeMissing && float.IsNaN(features[column])))
        {
            column++;
        }

        string where = data.Columns.Count > 0 ? $"column '{data.Columns[column].Name}'" : Invariant($"position {column}");
        return new(Invariant($"Features must be finite. Row {row} has {features[column]} at {where}; ")
            + (float.IsNaN(features[column]) ? "fill it in with a SimpleImputer in a Pipeline, or take the row out."
                : "take the row out or mend it."));
    }
}
