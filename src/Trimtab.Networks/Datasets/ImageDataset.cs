using Trimtab.Data;

namespace Trimtab.Networks.Datasets;

/// <summary>Labeled images, split into training and test rows as published.</summary>
/// <param name="Name">Name of the dataset: "MNIST".</param>
/// <param name="Train">Training rows: features in [0, 1] of shape [28, 28, 1]; the target is the position of the class in
/// <paramref name="ClassNames"/>.</param>
/// <param name="Test">Test rows, as <paramref name="Train"/>; for the final evaluation only.</param>
/// <param name="Source">Origin of the rows, for reports: "files in /data/mnist".</param>
/// <param name="ClassNames">Names of the selected classes, in order of their targets.</param>
public sealed record ImageDataset(string Name, Dataset Train, Dataset Test, string Source, IReadOnlyList<string> ClassNames)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
