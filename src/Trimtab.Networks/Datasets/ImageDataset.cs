using Trimtab.Data;

namespace Trimtab.Networks.Datasets;

/// <summary>Labelled images, split into training and test rows as published.</summary>
/// <param name="Name">What people call it: "MNIST".</param>
/// <param name="Train">Features float32 in [0, 1] of shape [28, 28, 1]; the target is the position of the row's class in <paramref name="ClassNames"/>.</param>
/// <param name="Test">As <paramref name="Train"/>; rows no model may see before its final score.</param>
/// <param name="Source">Where the rows came from, for a report: "files in /data/mnist".</param>
/// <param name="ClassNames">A name per class number, 0 first; only the classes that were asked for, in that order.</param>
public sealed record ImageDataset(string Name, Dataset Train, Dataset Test, string Source, IReadOnlyList<string> ClassNames)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
