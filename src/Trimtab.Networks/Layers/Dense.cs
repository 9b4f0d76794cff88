using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Every input connected to every unit.</summary>
/// <remarks>Shapes: <c>(features) → (units)</c>. Computes y = f(xW + b). Images go through <see cref="Flatten"/> first. Defaults are Keras's.</remarks>
[Named("dense")]
public sealed record Dense : Layer
{
    /// <summary>Makes a dense layer.</summary>
    /// <param name="units">Outputs, 1 or more.</param>
    public Dense(int units) => Units = Setting.AtLeast(units, 1, nameof(Units));

    /// <summary>Outputs.</summary>
    public int Units { get; }

    /// <summary>Applied to the sums. Default linear.</summary>
    public Activation Activation { get; init; } = "linear";

    /// <summary>Whether each unit has a number added. Default true.</summary>
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
    internal override Activation? OutputActivation => Activation;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Require(input, 1, "rows of shape (features,); put a flatten layer before it");
        return [Units];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var kernel = new WeightSpec("kernel", [input[0], Units], KernelInitializer) { Regularizer = KernelRegularizer, Constraint = KernelConstraint };
        return UseBias ? [kernel, new("bias", [Units], BiasInitializer) { Regularizer = BiasRegularizer }] : [kernel];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new DenseKernel(this, input[0]);

    /// <inheritdoc/>
    internal override Layer WithLinearOutput() => this with { Activation = "linear" };
}
