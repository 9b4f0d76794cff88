using Trimtab.Networks;

namespace MnistNotebook;

/// <summary>
/// What the notebook turns, besides epochs and batch size: in a grid these are <c>optimizer</c>, <c>init_mode</c> and so on.
/// </summary>
internal sealed record Hyperparameters
{
    public Optimizer Optimizer { get; init; } = "rmsprop";

    public Initializer InitMode { get; init; } = "glorot_uniform";

    public Activation Activation { get; init; } = "relu";

    /// <summary>Before the last layer.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>Of the hidden dense layer.</summary>
    public int Neurons { get; init; } = 16;
}
