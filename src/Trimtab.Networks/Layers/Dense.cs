using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Densely connected layer: y = f(xW + b), of the last axis.</summary>
/// <remarks>
/// Input shape: <c>(features)</c>, or <c>(…, features)</c>, such as <c>(steps, features)</c>: then each position by itself, by the same
/// weights. An image as one row passes through <see cref="Flatten"/> first. Output shape: <c>(units)</c> or <c>(…, units)</c>. Defaults are
/// Keras's.
/// <code>
/// var model = new Sequential([4]) { new Dense(16) { Activation = "relu" }, new Dense(3) { Activation = "softmax" } };
/// </code>
/// </remarks>
[Named("dense")]
public sealed record Dense : Layer
{
    /// <summary>Creates a densely connected layer.</summary>
    /// <param name="units">Number of outputs, 1 or more.</param>
    public Dense(int units) => Units = Setting.AtLeast(units, 1, nameof(Units));

    /// <summary>Number of outputs.</summary>
    public int Units { get; }

    /// <summary>Activation function of the output, f in the formula of the layer. Default linear.</summary>
    public Activation Activation { get; init => field = Setting.Required(value); } = new Linear();

    /// <summary>Whether a bias is added, one number per unit. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Initializer of the kernel W. Default glorot_uniform.</summary>
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
    public override bool PassesMask => true;

    /// <inheritdoc/>
    public override Activation? OutputActivation => Activation;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Shape.Create([.. input.Take(input.Count - 1), Units]);

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var kernel = new WeightSpec("kernel", [input[^1], Units], KernelInitializer)
        {
            Regularizer = KernelRegularizer,
            Constraint = KernelConstraint,
        };
        return UseBias ? [kernel, new("bias", [Units], BiasInitializer) { Regularizer = BiasRegularizer }] : [kernel];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) =>
        new DenseOperator(input[^1], Units, Activation, UseBias, input.Size / input[^1]);

    /// <inheritdoc/>
    public override Layer WithLinearOutput() => this with { Activation = new Linear() };
}
