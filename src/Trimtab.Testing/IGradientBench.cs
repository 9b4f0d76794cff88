using Trimtab.Networks;

namespace Trimtab.Testing;

/// <summary>What a <see cref="GradientCheck"/> differentiates: something with inputs, weights and outputs.</summary>
internal interface IGradientBench
{
    /// <summary>What it is, for messages.</summary>
    string Subject { get; }

    /// <summary>Rows of the batch.</summary>
    int Rows { get; }

    /// <summary>Weights and their gradients.</summary>
    NetworkWeights Weights { get; }

    /// <summary>The outputs of the rows, row-major.</summary>
    float[] Forward(float[] x);

    /// <summary>The gradient with respect to the rows of the last forward pass; those of the weights are written.</summary>
    float[] Backward(float[] upstream);
}
