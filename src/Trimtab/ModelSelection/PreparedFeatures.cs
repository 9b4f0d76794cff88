using System.Numerics.Tensors;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>
/// Whether the features of some rows are what an estimator computes with, finite numbers that are quantities: looked at once, for any
/// number of estimators. Immutable.
/// </summary>
internal sealed class PreparedFeatures
{
    private readonly string? _infinite; // what no estimator takes
    private readonly string? _unprepared; // what one takes that prepares features

    /// <summary>Looks at every row.</summary>
    public PreparedFeatures(Dataset data)
    {
        int first = -1, infinite = -1; // first row of a number that is not finite, and of an infinite one
        for (int row = 0; row < data.Count && infinite < 0; row++)
        {
            var features = data.FeaturesOf(row);
            if (!TensorPrimitives.IsFiniteAll(features))
            {
                first = first < 0 ? row : first;
                infinite = TensorPrimitives.IsInfinityAny(features) ? row : infinite;
            }
        }

        _infinite = infinite < 0 ? null : Broken(data, infinite, float.IsInfinity);
        _unprepared = data.Columns.FirstOrDefault(column => column.IsCategorical) is { } texts
            ? $"Features must be quantities. Column '{texts.Name}' has texts, of which the numbers are no order: "
                + "encode it with a OneHotEncoder in a Pipeline, or leave it out."
            : first < 0 ? null
            : Broken(data, first, number => !float.IsFinite(number));
    }

    /// <summary>Why an estimator can't learn from the rows as they are; <see langword="null"/> where it can.</summary>
    public string? RefusalBy(IEstimator estimator) => estimator.PreparesFeatures ? _infinite : _unprepared;

    /// <summary>Refuses rows that an estimator can't learn from as they are.</summary>
    /// <exception cref="TrimtabException">
    /// A feature is infinite; or it is missing or stands for a text, and the estimator does not prepare features.
    /// </exception>
    public static void Require(Dataset data, IEstimator estimator)
    {
        if (new PreparedFeatures(data).RefusalBy(estimator) is { } why)
        {
            throw new TrimtabException(why);
        }
    }

    private static string Broken(Dataset data, int row, Func<float, bool> isBroken)
    {
        var features = data.FeaturesOf(row);
        int column = 0;
        while (!isBroken(features[column]))
        {
            column++;
        }

        string where = data.Columns.Count > 0 ? $"column '{data.Columns[column].Name}'" : Invariant($"position {column}");
        return Invariant($"Features must be finite. Row {row} has {features[column]} at {where}; ")
            + (float.IsNaN(features[column]) ? "fill it in with a SimpleImputer in a Pipeline, or take the row out."
                : "take the row out or correct it.");
    }
}
