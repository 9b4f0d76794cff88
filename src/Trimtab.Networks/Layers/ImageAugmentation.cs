using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>
/// A layer that changes images at random in training, each in its own way, so that a net sees others each epoch. Otherwise the identity.
/// </summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.
/// What becomes of an image depends on (seed, layer name, epoch, step, position in the batch) and on nothing else.
/// </remarks>
public abstract record ImageAugmentation : Layer
{
    private protected ImageAugmentation()
    {
    }

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        RequireImage(input);
        return input;
    }
}

/// <summary>An augmentation that moves the cells of an image; values between cells are interpolated.</summary>
/// <remarks>Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.</remarks>
public abstract record GeometricAugmentation : ImageAugmentation
{
    private protected GeometricAugmentation()
    {
    }

    /// <summary>Values of the cells that come from outside of the image. Default <see cref="FillMode.Reflect"/>.</summary>
    public FillMode FillMode { get; init; }

    /// <summary>Value of cells from outside where <see cref="FillMode"/> is <see cref="FillMode.Constant"/>. Finite. Default 0.</summary>
    public float FillValue { get; init => field = Setting.Finite(value); }

    /// <summary>How values between cells are found. Default <see cref="Interpolation.Bilinear"/>.</summary>
    public Interpolation Interpolation { get; init; }

    /// <inheritdoc/>
    public sealed override LayerOperator Compile(Shape input) => new ImageSamplingOperator(
        input[0],
        input[1],
        input[2],
        draws => Draw(input[0], input[1], ref draws),
        new(
            FillMode switch
            {
                FillMode.Reflect => ImageFillMode.Reflect,
                FillMode.Wrap => ImageFillMode.Wrap,
                FillMode.Nearest => ImageFillMode.Nearest,
                _ => ImageFillMode.Constant,
            },
            FillValue,
            Interpolation == Interpolation.Bilinear));

    /// <summary>Where the cells of an image come from.</summary>
    private protected abstract AffineMap Draw(int rows, int columns, ref RandomStream draws);
}
