using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Enlarges an image: repeats each row and column, so that each cell becomes a block of its value.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(rows · size, columns · size, channels)</c>.
/// <code>
/// var layer = new UpSampling2D(2);
/// Shape output = layer.OutputShape([7, 7, 16]); // (14, 14, 16)
/// </code>
/// </remarks>
[Named("up_sampling2d")]
public sealed record UpSampling2D : Layer
{
    /// <summary>Creates a layer that enlarges images.</summary>
    /// <param name="size">How many times each row and each column is repeated, 1 or more; one number for both.</param>
    public UpSampling2D(Size2D size) => Size = size;

    /// <summary>Number of times that each row and each column of the input is repeated, 1 or more.</summary>
    public Size2D Size { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        RequireImage(input);
        return [BlockLength.Of(input[0], Size.Rows), BlockLength.Of(input[1], Size.Columns), input[2]];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        var output = OutputShape(input);
        return new RearrangementOperator(
            input.Size,
            [
                .. from row in Enumerable.Range(0, output[0])
                   from column in Enumerable.Range(0, output[1])
                   from channel in Enumerable.Range(0, output[2])
                   select (((row / Size.Rows * input[1]) + (column / Size.Columns)) * input[2]) + channel,
            ]);
    }
}
