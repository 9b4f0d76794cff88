using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Separable 2D convolution: each channel of an image is convolved on its own, then a 1×1 convolution combines the channels. It has far
/// fewer weights than a <see cref="Conv2D"/>.
/// </summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(new_rows, new_columns, filters)</c>.
/// y = f(b + pointwise(depthwise(x))), without an activation between the two. Defaults are Keras's. Source: Chollet (CVPR 2017).
/// <code>
/// var layer = new SeparableConv2D(32, 3) { Padding = Padding.Same, Activation = "relu" };
/// Shape output = layer.OutputShape([28, 28, 8]); // (28, 28, 32)
/// </code>
/// </remarks>
[Named("separable_conv2d")]
public sealed record SeparableConv2D : Layer
{
    /// <summary>Creates a separable 2D convolution layer.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Rows and columns of the depthwise kernels; one number for both.</param>
    public SeparableConv2D(int filters, Size2D kernelSize) =>
        (Filters, KernelSize) = (Setting.AtLeast(filters, 1, nameof(Filters)), kernelSize);

    /// <summary>Number of filters, the output channels.</summary>
    public int Filters { get; }

    /// <summary>Rows and columns of the depthwise kernels.</summary>
    public Size2D KernelSize { get; }

    /// <summary>Rows and columns from one window to the next. Default 1 for both.</summary>
    public Size2D Strides { get; init; } = 1;

    /// <summary>How windows at the borders of an image are treated. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init => field = NotCausal(value); }

    /// <summary>Depthwise kernels per channel, 1 or more. Default 1.</summary>
    public int DepthMultiplier
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 1;

    /// <summary>Activation function of the output, f in the formula of the layer. Default linear.</summary>
    public Activation Activation { get; init => field = Setting.Required(value); } = new Linear();

    /// <summary>Whether a bias is added, one number per filter. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Initializer of the depthwise kernels. Default glorot_uniform.</summary>
    public Initializer DepthwiseInitializer { get; init => field = Setting.Required(value); } = new GlorotUniform();

    /// <summary>Initializer of the 1×1 kernel. Default glorot_uniform.</summary>
    public Initializer PointwiseInitializer { get; init => field = Setting.Required(value); } = new GlorotUniform();

    /// <summary>Initializer of the bias. Default zeros.</summary>
    public Initializer BiasInitializer { get; init => field = Setting.Required(value); } = new Zeros();

    /// <summary>Regularizer of the depthwise kernels. Default none.</summary>
    public Regularizer? DepthwiseRegularizer { get; init; }

    /// <summary>Regularizer of the 1×1 kernel. Default none.</summary>
    public Regularizer? PointwiseRegularizer { get; init; }

    /// <summary>Regularizer of the bias. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>Constraint on the depthwise kernels. Default none.</summary>
    public Constraint? DepthwiseConstraint { get; init; }

    /// <summary>Constraint on the 1×1 kernel. Default none.</summary>
    public Constraint? PointwiseConstraint { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        var (rows, columns) = Windows(input, KernelSize, Strides, Padding, "its kernel size");
        _ = ChannelsBetween(input);
        return [rows.Output, columns.Output, Filters];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var depthwise = new WeightSpec(
            "depthwise_kernel", [KernelSize.Rows, KernelSize.Columns, input[2], DepthMultiplier], DepthwiseInitializer)
        {
            Regularizer = DepthwiseRegularizer,
            Constraint = DepthwiseConstraint,
        };
        var pointwise = new WeightSpec("pointwise_kernel", [1, 1, input[2] * DepthMultiplier, Filters], PointwiseInitializer)
        {
            Regularizer = PointwiseRegularizer,
            Constraint = PointwiseConstraint,
        };
        return UseBias
            ? [depthwise, pointwise, new("bias", [Filters], BiasInitializer) { Regularizer = BiasRegularizer }]
            : [depthwise, pointwise];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        var (rows, columns) = Windows(input, KernelSize, Strides, Padding, "its kernel size");
        int channels = ChannelsBetween(input);
        return new ChainOperator(
            new DepthwiseConvolutionOperator(rows, columns, input[2], DepthMultiplier, new Linear(), useBias: false),
            new Conv2DOperator(
                WindowGeometry.Valid(rows.Output, 1, 1),
                WindowGeometry.Valid(columns.Output, 1, 1),
                channels,
                Filters,
                Activation,
                UseBias),
            BlockLength.Of(rows.Output, columns.Output, channels),
            weightsOfFirst: 1);
    }

    private int ChannelsBetween(Shape input) => Product("DepthMultiplier × channels", DepthMultiplier, input[2]);
}
