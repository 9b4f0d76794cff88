using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Checks that targets are of the kind that an estimator learns: classes or real values.</summary>
internal static class LearnableTargets
{
    /// <summary>Refuses real values for a classifier, and classes with labels for a regressor.</summary>
    /// <remarks>One-hot rows, and whole numbers, may be either. As scikit-learn's "Unknown label type: continuous".</remarks>
    /// <exception cref="TrimtabException">The targets are of the other kind.</exception>
    public static void Require(Dataset data, EstimatorKind kind)
    {
        if (kind == EstimatorKind.Regressor && data.Classes is { } classes)
        {
            throw new TrimtabException($"A regressor learns real values. The targets are classes: {classes}. "
                + "Take a classifier; or, where the labels are numbers or Booleans, set IsClass of DataRoles to false.");
        }

        if (kind == EstimatorKind.Classifier && data.Classes is null && data.Outputs == 1)
        {
            for (int row = 0; row < data.Count; row++)
            {
                double target = data.TargetsOf(row)[0];
                if (!double.IsInteger(target) && double.IsFinite(target))
                {
                    throw new TrimtabException("A classifier learns classes, and the targets are real values. "
                        + Invariant($"Row {row} has {target}: take a regressor; or, where these are labels, set IsClass of DataRoles ")
                        + "or make the rows by Dataset.OfClasses.");
                }
            }
        }
    }
}
