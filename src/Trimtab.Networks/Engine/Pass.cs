using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary>Which tiles are going through the net, and when. One object per training, changed from step to step; not thread-safe.</summary>
public sealed class Pass
{
    /// <summary>Whether layers behave as in training: dropout drops, batch normalization uses the batch's own moments.</summary>
    public bool IsTraining { get; internal set; }

    /// <summary>Tiles that go through together; 1 or more.</summary>
    public int Tiles { get; internal set; }

    /// <summary>Images in those tiles; lanes past the last hold copies of it and must not count in sums.</summary>
    public int Rows { get; internal set; }

    /// <summary>Position in the batch of the first tile's first image; a multiple of <see cref="Tile.Lanes"/>.</summary>
    public int FirstRow { get; internal set; }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The step in the epoch, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>Where the training's draws live.</summary>
    public RandomAddress Random { get; internal set; }

    /// <summary>Where the draws of one layer at this step live.</summary>
    public RandomAddress RandomOf(string layer) => Random.At(layer).At(Epoch).At(Step);
}
