using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A net that has learned classes.</summary>
/// <remarks>Thread-safe: predictions wait for one another.</remarks>
public sealed class FittedNetworkClassifier : IFitted
{
    private readonly Lock _gate = new();

    internal FittedNetworkClassifier(Sequential model)
    {
        Model = model;
        Classes = [.. Enumerable.Range(0, Math.Max(model.OutputShape.Size, 2)).Select(label => (double)label)];
    }

    /// <summary>The net. Not thread-safe by itself.</summary>
    public Sequential Model { get; }

    /// <summary>The class numbers: 0 to k − 1.</summary>
    public IReadOnlyList<double> Classes { get; }

    /// <inheritdoc/>
    public Prediction Predict(Dataset data)
    {
        float[] outputs;
        lock (_gate)
        {
            outputs = Model.Predict(data);
        }

        int classes = Classes.Count;
        double[] probabilities = outputs.Length == data.Count * classes
            ? [.. outputs.Select(p => (double)p)]
            : [.. outputs.SelectMany(p => new[] { 1.0 - p, p })];
        double[] labels = new double[data.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            var of = probabilities.AsSpan(row * classes, classes);
            labels[row] = of.IndexOf(Largest(of));
        }

        return new(labels) { Probabilities = probabilities, Classes = Classes };
    }

    /// <summary>The fraction of rows whose class is predicted right.</summary>
    public Scorer OwnScorer { get; } = "accuracy";

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = values[0];
        foreach (double value in values)
        {
            largest = value > largest ? value : largest;
        }

        return largest;
    }
}
