using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Depthwise 2D convolution: each channel of an image is convolved on its own, with kernels of its own.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(new_rows, new_columns, channels · depth_multiplier)</c>, the results of
/// a channel beside one another.
/// y[r, c, i·m + j] = f(b[i·m + j] + Σ x[r·s + u, c·s + v, i] · w[u, v, i, j]), with m = depth_multiplier. Defaults are Keras's.
/// <code>
/// var layer = new DepthwiseConv2D(3) { Padding = Padding.Same, DepthMultiplier = 2 };
/// Shape output = layer.OutputShape([28, 28, 8]); // (28, 28, 16)
/// </code>
/// </remarks>
[Named("depthwise_conv2d")]
public sealed record DepthwiseConv2D : Layer
{
    /// <summary>Creates a depthwise 2D convolution layer.</summary>
    /// <param name="kernelSize">Rows and columns of the kernels; one number for both.</param>
    public DepthwiseConv2D(Size2D kernelSize) => KernelSize = kernelSize;

    /// <summary>Rows and columns of the kernels.</summary>
    public Size2D KernelSize { get; }

    /// <summary>Rows and columns from one window to the next. Default 1 for both.</summary>
    public Size2D Strides { get; init; } = 1;

    /// <summary>How windows at the borders of an image are treated. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init => field = NotCausal(value); }

    /// <summary>Kernels per channel, 1 or more. Default 1.</summary>
    public int DepthMultiplier
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 1;

    /// <summary>Activation function of the output, f in the formula of the layer. Default linear.</summary>
    public Activation Activation { get; init => field = Setting.Required(value); } = new Linear();

    /// <summary>Whether a bias is added, one number per output channel. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Initializer of the kernels. Default glorot_uniform.</summary>
    public Initializer DepthwiseInitializer { get; init => field = Setting.Required(value); } = new GlorotUniform();

    /// <summary>Initializer of the bias. Default zeros.</summary>
    public Initializer BiasInitializer { get; init => field = Setting.Required(value); } = new Zeros();

    /// <summary>Regularizer of the kernels. Default none.</summary>
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>Regularizer of the bias. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>Constraint on the kernels. Default none.</summary>
    public Constraint? DepthwiseConstraint { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var (rows, columns) = Windows(input, KernelSize, Strides, Padding, "its kernel size");
        return [rows.Output, columns.Output, Product("DepthMultiplier × channels", DepthMultiplier, input[2])];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var kernel = new WeightSpec(
            "depthwise_kernel", [KernelSize.Rows, KernelSize.Columns, input[2], DepthMultiplier], DepthwiseInitializer)
        {
            Regularizer = DepthwiseRegularizer,
            Constraint = DepthwiseConstraint,
        };
        return UseBias
            ? [kernel, new("bias", [input[2] * DepthMultiplier], BiasInitializer) { Regularizer = BiasRegularizer }]
            : [kernel];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        var (rows, columns) = Windows(input, KernelSize, Strides, Padding, "its kernel size");
        return new DepthwiseConvolutionOperator(rows, columns, input[2], DepthMultiplier, Activation, UseBias);
    }
}
