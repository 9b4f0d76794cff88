using Microsoft.ML.Trainers.FastTree;

namespace Trimtab.ML;

/// <summary>Settings that boosted trees and forests have in common.</summary>
internal static class TreeSettings
{
    /// <summary>Sets them, for the same trees on every run.</summary>
    public static void Set(
        TreeOptions options, MLColumns columns, int trees, int leaves, int minimumExampleCountPerLeaf, double featureFraction)
    {
        (options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName) =
            (columns.Label, columns.Features, columns.Weight);
        (options.NumberOfTrees, options.NumberOfLeaves) = (trees, leaves);
        (options.MinimumExampleCountPerLeaf, options.FeatureFraction) = (minimumExampleCountPerLeaf, featureFraction);
        (options.NumberOfThreads, options.Seed) = (1, columns.Seed);
    }
}
