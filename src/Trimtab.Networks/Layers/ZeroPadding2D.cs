using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Adds rows and columns of zeros around an image.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(top + rows + bottom, left + columns + right, channels)</c>.
/// <code>
/// var layer = new ZeroPadding2D(new Margins(1, 0, 2, 2)); // or one number for all sides
/// Shape output = layer.OutputShape([28, 28, 1]); // (29, 32, 1)
/// </code>
/// </remarks>
[Named("zero_padding2d")]
public sealed record ZeroPadding2D : Layer
{
    /// <summary>Creates a layer that adds zeros.</summary>
    /// <param name="padding">Rows and columns on each side; one number for all of them.</param>
    public ZeroPadding2D(Margins padding) => Padding = padding;

    /// <summary>Rows and columns of zeros that are added on each side of an image.</summary>
    public Margins Padding { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        RequireImage(input);
        return [Sum(Padding.Top, input[0], Padding.Bottom), Sum(Padding.Left, input[1], Padding.Right), input[2]];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        var output = OutputShape(input);
        return new RearrangementOperator(
            input.Size,
            [
                .. from row in Enumerable.Range(-Padding.Top, output[0])
                   from column in Enumerable.Range(-Padding.Left, output[1])
                   from channel in Enumerable.Range(0, output[2])
                   select row >= 0 && row < input[0] && column >= 0 && column < input[1]
                       ? (((row * input[1]) + column) * input[2]) + channel
                       : -1,
            ]);
    }

    private static int Sum(long before, long size, long after) => BlockLength.Of(before + size + after);
}
