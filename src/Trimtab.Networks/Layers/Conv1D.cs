using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>1D convolution over the steps of a sequence.</summary>
/// <remarks>
/// Input shape: <c>(steps, channels)</c>. Output shape: <c>(new_steps, filters)</c>.
/// y[t, o] = f(b[o] + Σ x[t·s + u, i] · w[u, i, o]), computed as a 2D convolution over an image of one row. Defaults are Keras's.
/// <code>
/// var layer = new Conv1D(16, 5) { Strides = 2, Padding = Padding.Same, Activation = "relu" };
/// Shape output = layer.OutputShape([100, 3]); // (50, 16)
/// </code>
/// </remarks>
[Named("conv1d")]
public sealed record Conv1D : Layer
{
    /// <summary>Creates a 1D convolution layer.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelSize">Steps of the kernel, 1 or more.</param>
    public Conv1D(int filters, int kernelSize) => (Filters, KernelSize) =
        (Setting.AtLeast(filters, 1, nameof(Filters)), Setting.AtLeast(kernelSize, 1, nameof(KernelSize)));

    /// <summary>Number of filters, the output channels.</summary>
    public int Filters { get; }

    /// <summary>Number of steps that the kernel covers.</summary>
    public int KernelSize { get; }

    /// <summary>Steps from one window to the next, 1 or more. Default 1.</summary>
    public int Strides
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 1;

    /// <summary>How windows at the ends of a sequence are treated. Default <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; init; }

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
    public override Shape OutputShape(Shape input) => [Windows(input).Columns.Output, Filters];

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var kernel = new WeightSpec("kernel", [KernelSize, input[1], Filters], KernelInitializer)
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
        return new Conv2DOperator(rows, columns, input[1], Filters, Activation, UseBias);
    }

    private (WindowGeometry Rows, WindowGeometry Columns) Windows(Shape input)
    {
        RequireSequence(input);
        var steps = Along(input[0], KernelSize, Strides, Padding);
        return steps.Output >= 1
            ? (WindowGeometry.Valid(1, 1, 1), steps)
            : throw Refuse(Invariant($"sequences of at least {KernelSize} steps, its KernelSize"), input);
    }
}
