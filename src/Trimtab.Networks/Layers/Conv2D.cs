using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>2D convolution over the rows and columns of an image.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(new_rows, new_columns, filters)</c>.
/// Cross-correlation, as in Keras and PyTorch: y[r, c, o] = f(b[o] + Σ x[r·s + u, c·s + v, i] · w[u, v, i, o]). Defaults are Keras's.
/// <code>
/// var layer = new Conv2D(8, (3, 5)) { Strides = 2, Padding = Padding.Same, Activation = "relu" };
/// Shape output = layer.OutputShape([28, 28, 1]); // (14, 14, 8)
/// </code>
/// </remarks>
[Named("conv2d")]
public sealed record Conv2D : Layer
{
    /// <summary>Creates a 2D convolution layer.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Rows and columns of the kernel; one number for both.</param>
    public Conv2D(int filters, Size2D kernelSize) => (Filters, KernelSize) = (Setting.AtLeast(filters, 1, nameof(Filters)), kernelSize);

    /// <summary>Number of filters, the output channels.</summary>
    public int Filters { get; }

    /// <summary>Rows and columns of the kernel.</summary>
    public Size2D KernelSize { get; }

    /// <summary>Rows and columns from one window to the next. Default 1 for both.</summary>
    public Size2D Strides { get; init; } = 1;

    /// <summary>How windows at the borders of an image are treated. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init => field = NotCausal(value); }

    /// <summary>Activation function of the output, f in the formula of the layer. Default linear.</summary>
    public Activation Activation { get; init => field = Setting.Required(value); } = new Linear();

    /// <summary>Whether a bias is added, one number per filter. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Initializer of the kernel. Default glorot_uniform.</summary>
    public Initializer KernelInitializer { get; init => field = Setting.Required(value); } = new GlorotUniform();

    /// <summary>Initializer of the bias. Default zeros.</summary>
    public Initializer BiasInitializer { get; init => field = Setting.Required(value); } = new Zeros();

    /// <summary>Regularizer of the kernel. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>Regularizer of the bias. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>Constraint on the kernel. Default none.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var (rows, columns) = Windows(input);
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
        var (rows, columns) = Windows(input);
        return new Conv2DOperator(rows, columns, input[2], Filters, Activation, UseBias);
    }

    private (WindowGeometry Rows, WindowGeometry Columns) Windows(Shape input) =>
        Windows(input, KernelSize, Strides, Padding, "its kernel size");
}
