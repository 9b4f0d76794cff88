using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>An activation as a layer of its own.</summary>
[Named("activation")]
public sealed record ActivationLayer : Layer
{
    /// <summary>Makes a layer of <paramref name="activation"/>.</summary>
    public ActivationLayer(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Activation = activation;
    }

    /// <summary>The function applied.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    internal override Activation? OutputActivation => Activation;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ActivationKernel(Activation, input[^1]);

    /// <inheritdoc/>
    internal override Layer WithLinearOutput() => new ActivationLayer("linear") { Name = Name };
}
