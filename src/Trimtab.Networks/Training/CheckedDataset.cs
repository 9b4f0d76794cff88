using System.Numerics.Tensors;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Rows whose shape and targets match a net and whose numbers are finite.</summary>
/// <param name="data">The rows.</param>
internal sealed class CheckedDataset(Dataset data)
{
    /// <summary>The rows.</summary>
    public Dataset Data => data;

    /// <summary>Targets per row.</summary>
    public int TargetColumns => data.Outputs;

    /// <summary>Checks shapes and numbers, once before training.</summary>
    /// <exception cref="ShapeException">The rows are not of the net's shape, or have the wrong number of targets.</exception>
    /// <exception cref="TrimtabException">
    /// There are no rows or no targets, a number is NaN or infinite, or a target is not a class number where a metric needs one.
    /// </exception>
    public static CheckedDataset Check(Dataset data, Network network, Loss loss, params IReadOnlyList<Metric> metrics)
    {
        int outputs = network.OutputShape.Size;
        RequireFeatures(data, network.InputShape);
        RequireTargets(data, outputs, loss);
        foreach (var metric in metrics.Where(metric => metric.NeedsClassNumbers && data.Outputs == 1))
        {
            RequireClassNumbers(data, Math.Max(outputs, 2), metric);
        }

        return new(data);
    }

    /// <summary>Throws if the rows can't be predicted.</summary>
    /// <exception cref="ShapeException">They are not of the shape <paramref name="input"/>.</exception>
    /// <exception cref="TrimtabException">There are no rows, or a feature is NaN or infinite.</exception>
    public static void RequireFeatures(Dataset data, Shape input)
    {
        RequireShape(data, input);
        for (int row = 0; row < data.Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(data.FeaturesOf(row)))
            {
                throw new TrimtabException(
                    Invariant($"Features must be finite. Row {row} contains NaN or infinity: remove or correct it."));
            }
        }
    }

    /// <summary>Throws if the number of targets per row is not the one the loss requires.</summary>
    public static void RequireTargets(int targets, int outputs, Loss loss)
    {
        int required = loss.TargetsFor(outputs);
        if (targets != required)
        {
            throw new ShapeException(
                Invariant($"The loss '{NameOf(loss)}' requires {required} targets per row for a net with {outputs} outputs. Got {targets}.")
                + (targets == 1 ? " Convert class numbers to one-hot rows with OneHot." : ""));
        }
    }

    /// <summary>Throws if there are no rows, or their shape is not <paramref name="input"/>.</summary>
    public static void RequireShape(Dataset data, Shape input)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
        {
            throw new TrimtabException("There must be at least one row. Got none.");
        }

        if (data.FeatureShape != input)
        {
            throw new ShapeException($"The net requires rows of shape {input}. Got {data.FeatureShape}.");
        }
    }

    private static string NameOf(Loss loss) => Loss.Catalog.NameOf(loss) ?? loss.GetType().Name;

    private static void RequireTargets(Dataset data, int outputs, Loss loss)
    {
        if (!data.HasTargets)
        {
            throw new TrimtabException("There must be targets to learn from or to evaluate on. Got rows of features alone; "
                + "give their targets, too: new Dataset(features, shape, targets).");
        }

        RequireTargets(data.Outputs, outputs, loss);
        for (int row = 0; row < data.Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(data.TargetsOf(row)))
            {
                throw new TrimtabException(
                    Invariant($"Targets must be finite. Row {row} contains NaN or infinity: remove or correct it."));
            }
        }
    }

    private static void RequireClassNumbers(Dataset data, int classes, Metric metric)
    {
        for (int row = 0; row < data.Count; row++)
        {
            double target = data.TargetsOf(row)[0];
            if (target < 0 || target >= classes || target != Math.Floor(target))
            {
                throw new TrimtabException(
                    Invariant($"The metric '{metric.Name}' needs targets that are class numbers, whole numbers from 0 to {classes - 1}. ")
                    + Invariant($"Row {row} has {target}: correct it, or compile the net without the metric."));
            }
        }
    }
}
