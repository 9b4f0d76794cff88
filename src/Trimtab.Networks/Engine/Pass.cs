using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary>The tiles of one forward or backward pass, and the training step they belong to.</summary>
/// <remarks>One object per thread of a training, updated from pass to pass. Not thread-safe.</remarks>
public sealed class Pass
{
    /// <summary>Whether layers run in training mode: dropout is active, batch normalization uses the batch's own statistics.</summary>
    public bool IsTraining { get; internal set; }

    /// <summary>Tiles of this pass; 1 or more.</summary>
    public int Tiles { get; internal set; }

    /// <summary>Images in those tiles; lanes past the last hold copies of it and must not be counted in sums.</summary>
    public int Rows { get; internal set; }

    /// <summary>Position in the batch of the first image; a multiple of <see cref="Tile.Lanes"/>.</summary>
    public int FirstRow { get; internal set; }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The step within the epoch, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>Address of the training's random draws.</summary>
    public RandomAddress Random { get; internal set; }

    /// <summary>The order of the threads that share the batch; null where one thread computes it alone.</summary>
    internal Turns? Turns { get; set; }

    /// <summary>Number of this pass among those of the batch, from 0; it decides whose turn it is.</summary>
    internal int Unit { get; set; }

    /// <summary>Waits until sums over the batch hold all earlier tiles: call it before adding to them.</summary>
    internal void BeginSums(LayerOperator layer)
    {
        if (layer.Number != LayerOperator.PartOfAnother)
        {
            Turns?.Await(layer.Number, Unit);
        }
    }

    /// <summary>Lets later tiles be added to the sums.</summary>
    internal void EndSums(LayerOperator layer)
    {
        if (layer.Number != LayerOperator.PartOfAnother)
        {
            Turns?.End(layer.Number, Unit);
        }
    }

    /// <summary>Address of the random draws of one layer at this step.</summary>
    public RandomAddress RandomOf(string layer) => Random.At(layer).At(Epoch).At(Step);
}
