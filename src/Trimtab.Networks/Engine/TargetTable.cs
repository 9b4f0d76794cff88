using System.Numerics.Tensors;
using Trimtab.Data;

namespace Trimtab.Networks.Engine;

/// <summary>Rows whose targets have been checked against a net.</summary>
/// <param name="data">The rows.</param>
internal sealed class TargetTable(Dataset data)
{
    /// <summary>The rows.</summary>
    public Dataset Data => data;

    /// <summary>Targets per row.</summary>
    public int Columns => data.Outputs;

    /// <summary>Checks shapes and numbers once, before they are trained on.</summary>
    /// <exception cref="ShapeException">The rows are not of the net's shape, or have the wrong number of targets.</exception>
    /// <exception cref="TrimtabException">There are no rows, or a number is NaN or infinite.</exception>
    public static TargetTable Check(Dataset data, Network network, Loss loss)
    {
        RequireShape(data, network.InputShape);
        RequireFinite(data);
        RequireTargets(data.Outputs, network.OutputShape.Size, loss);
        return new(data);
    }

    /// <summary>Checks that there are as many targets per row as the loss wants.</summary>
    public static void RequireTargets(int targets, int outputs, Loss loss)
    {
        int wanted = loss.TargetsFor(outputs);
        if (targets != wanted)
        {
            throw new ShapeException(
                Invariant($"The loss '{Loss.Known.NameOf(loss) ?? loss.GetType().Name}' wants {wanted} targets per row for a net with {outputs} outputs. Got {targets}.")
                + (targets == 1 ? " Turn class numbers into one-hot rows with OneHot." : ""));
        }
    }

    /// <summary>Checks that the rows can go through a net for rows of shape <paramref name="input"/>.</summary>
    public static void RequireShape(Dataset data, Shape input)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
        {
            throw new TrimtabException("There must be at least one row. Got none.");
        }

        if (data.FeatureShape != input)
        {
            throw new ShapeException($"The net wants rows of shape {input}. Got {data.FeatureShape}.");
        }
    }

    private static void RequireFinite(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll(data.FeaturesOf(row)) || !TensorPrimitives.IsFiniteAll(data.TargetsOf(row)))
            {
                throw new TrimtabException(Invariant($"Features and targets must be finite. Row {row} holds a NaN or an infinity; take it out or mend it."));
            }
        }
    }
}
