using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Applies an activation function to its input.</summary>
/// <remarks>
/// Input shape: any. Output shape: the same. Softmax runs over the last axis.
/// <code>
/// var model = new Sequential([10]) { new Dense(16), new BatchNormalization(), new ActivationLayer("relu"), new Dense(1) };
/// </code>
/// </remarks>
[Named("activation")]
public sealed record ActivationLayer : Layer
{
    /// <summary>Creates a layer that applies <paramref name="activation"/>.</summary>
    public ActivationLayer(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
    }

    /// <summary>The activation function that is applied to each number of the input.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    public override bool PassesMask => true;

    /// <inheritdoc/>
    public override Activation? OutputActivation => Activation;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ActivationOperator(Activation, input[^1]);

    /// <inheritdoc/>
    public override Layer WithLinearOutput() => new ActivationLayer(new Linear()) { Name = Name };
}
