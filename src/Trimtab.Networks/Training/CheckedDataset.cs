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
    /// <exception cref="TrimtabException">There are no rows, or a number is NaN or infinite.</exception>
    public static CheckedDataset Check(Dataset data, Network network, Loss loss)
    {
        RequireShape(data, network.InputShape);
        RequireFinite(data);
        RequireTargets(data.Outputs, network.OutputShape.Size, loss);
        return new(data);
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

    private static void RequireFinite(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(data.FeaturesOf(row)) || !TensorPrimitives.IsFiniteAll(data.TargetsOf(row)))
            {
                throw new TrimtabException(
                    Invariant($"Features and targets must be finite. Row {row} contains NaN or infinity: remove or correct it."));
            }
        }
    }
}
