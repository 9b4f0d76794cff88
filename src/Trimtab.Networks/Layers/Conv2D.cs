using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A convolution over the rows and columns of an image.</summary>
/// <remarks>
/// Shapes: <c>(rows, columns, channels) → (rows', columns', filters)</c>. Cross-correlation, as in every deep-learning library:
/// y[r, c, o] = f(b[o] + Σ x[r·s + u, c·s + v, i] · w[u, v, i, o]). Defaults are Keras's.
/// </remarks>
[Named("conv2d")]
public sealed record Conv2D : Layer
{
    /// <summary>Makes a convolution.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Rows and columns of the kernel.</param>
    public Conv2D(int filters, Size2D kernelSize) => (Filters, KernelSize) = (Setting.AtLeast(filters, 1, nameof(Filters)), kernelSize);

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Rows and columns of the kernel.</summary>
    public Size2D KernelSize { get; }

    /// <summary>Cells from one window to the next. Default 1 each way.</summary>
    public Size2D Strides { get; init; } = 1;

    /// <summary>What happens at the edges. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init; }

    /// <summary>Applied to the sums. Default linear.</summary>
    public Activation Activation { get; init; } = "linear";

    /// <summary>Whether each filter has a number added. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>First values of the kernel. Default glorot_uniform.</summary>
    public Initializer KernelInitializer { get; init; } = "glorot_uniform";

    /// <summary>First values of the bias. Default zeros.</summary>
    public Initializer BiasInitializer { get; init; } = "zeros";

    /// <summary>A penalty on the kernel. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>A penalty on the bias. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>A bound on the kernel. Default none.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var (rows, columns) = Geometry(input);
        return [rows.Output, columns.Output, Filters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var kernel = new WeightSpec("kernel", [KernelSize.Rows, KernelSize.Columns, input[2], Filters], KernelInitializer)
        {
            Regularizer = KernelRegularizer,
            Constraint = KernelConstraint,
        };
        return UseBias ? [kernel, new("bias", [Filters], BiasInitializer) { Regularizer = BiasRegularizer }] : [kernel];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        var (rows, columns) = Geometry(input);
        return new Conv2DOperator(this, rows, columns, input[2]);
    }

    private (WindowGeometry Rows, WindowGeometry Columns) Geometry(Shape input)
    {
        Require(input, 3, "images of shape (rows, columns, channels)");
        var rows = WindowGeometry.Along(input[0], KernelSize.Rows, Strides.Rows, Padding);
        var columns = WindowGeometry.Along(input[1], KernelSize.Columns, Strides.Columns, Padding);
        return rows.Output >= 1 && columns.Output >= 1
            ? (rows, columns)
            : throw new ShapeException($"Layer '{Name ?? Kind}' ({Kind}) wants images of at least {KernelSize}, the size of its kernel. Got {input}.");
    }
}
