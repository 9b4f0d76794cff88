namespace Trimtab.Networks.Engine;

/// <summary>An activation function as operators call it: on blocks of activations.</summary>
/// <remarks>Blocks are <c>[position][channel][lane]</c>; see <see cref="Tile"/>.</remarks>
internal interface IActivationFunction
{
    /// <summary>Whether an operator may replace the function by a cheaper equivalent form.</summary>
    ActivationForm Form { get; }

    /// <summary>Whether <see cref="Backward"/> reads the function's input.</summary>
    bool NeedsInput { get; }

    /// <summary>Computes y = f(x); <paramref name="x"/> and <paramref name="y"/> may be the same memory.</summary>
    void Forward(ReadOnlySpan<float> x, Span<float> y, int channels);

    /// <summary>Replaces the gradient with respect to y by the gradient with respect to x.</summary>
    void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels);
}

/// <summary>Forms of an activation function that operators compute themselves.</summary>
internal enum ActivationForm
{
    /// <summary>No special form: the function is called.</summary>
    General,

    /// <summary>f(x) = x: nothing is computed.</summary>
    Identity,

    /// <summary>f(x) = max(x, 0): computed while results are stored.</summary>
    Rectifier,
}
