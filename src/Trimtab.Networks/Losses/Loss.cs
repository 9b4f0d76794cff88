namespace Trimtab.Networks;

/// <summary>A loss function, minimized by training. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Names convert implicitly:
/// <code>
/// Loss loss = "categorical_crossentropy";
/// model.Compile("adam", new CategoricalCrossentropy { LabelSmoothing = 0.1f });
/// </code>
/// </remarks>
public abstract record Loss
{
    /// <summary>All losses that can be created by name.</summary>
    public static Catalog<Loss> Catalog => PartCatalog<Loss>.All;

    /// <summary>
    /// The activation that can be fused with this loss for numerical stability (softmax, sigmoid); <see langword="null"/> for none.
    /// </summary>
    /// <remarks>
    /// If it is the last activation of the net, <see cref="EvaluateLogits"/> replaces <see cref="Evaluate"/>, as in Keras 2.
    /// </remarks>
    public virtual Activation? FusedActivation => null;

    /// <summary>
    /// Whether the outputs that it makes a net learn are margins, as those of hinge losses: of a single output its sign is the class, of
    /// several the largest, and none of them is a probability. Default: no, a classifier's outputs are probabilities.
    /// </summary>
    /// <remarks>
    /// A <see cref="NetworkClassifier{THyperparameters}"/> decides a single margin at 0 in place of 0.5, and its predictions have
    /// <see cref="ModelSelection.Prediction.DecisionValues"/> in place of <see cref="ModelSelection.Prediction.Probabilities"/>.
    /// </remarks>
    public virtual bool HasMargins => false;

    /// <summary>The loss called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No loss has this name.</exception>
    public static implicit operator Loss(string name) => Catalog.Create(name);

    /// <summary>
    /// Number of targets per row required for a net with <paramref name="outputs"/> outputs: the same number, or 1 for a class number.
    /// </summary>
    public virtual int TargetsFor(int outputs) => outputs;

    /// <summary>Computes the loss of one row and its gradient with respect to the prediction.</summary>
    /// <param name="target">The row's targets.</param>
    /// <param name="prediction">The net's outputs for the row.</param>
    /// <param name="gradient">The gradient, as long as <paramref name="prediction"/>; written. Empty if it is not needed.</param>
    public abstract float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient);

    /// <summary>
    /// Computes the loss of one row from logits, the inputs of <see cref="FusedActivation"/>, and its gradient with respect to them.
    /// </summary>
    /// <exception cref="NotSupportedException"><see cref="FusedActivation"/> is <see langword="null"/>.</exception>
    public virtual float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient) =>
        throw new NotSupportedException($"{GetType().Name} is not fused with an activation.");

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}
