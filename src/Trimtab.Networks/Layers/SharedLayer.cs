namespace Trimtab.Networks;

/// <summary>
/// A layer that is applied several times, with the same variables: their gradients are added up. Other layers have variables of their own
/// each time.
/// </summary>
/// <param name="layer">The layer.</param>
/// <remarks>
/// Every input must give the layer's variables the same shapes. Thread-safe.
/// <code>
/// var (left, right) = (Model.Input([8]), Model.Input([8]));
/// var encoder = new SharedLayer(new Dense(4) { Activation = "tanh" });
/// var both = new Concatenate().Apply(encoder.Apply(left), encoder.Apply(right));
/// var model = new Model([left, right], both.Apply(new Dense(1)));
/// </code>
/// </remarks>
public sealed class SharedLayer(Layer layer)
{
    /// <summary>The layer.</summary>
    public Layer Layer { get; } = Setting.Required(layer, nameof(layer));

    /// <summary>The output of the layer applied to a tensor.</summary>
    /// <exception cref="ShapeException">The layer does not accept the shape.</exception>
    public SymbolicTensor Apply(SymbolicTensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return SymbolicTensor.Of(Layer, [input], this);
    }

    /// <summary>The layer's text.</summary>
    public override string ToString() => $"shared {Layer}";
}
