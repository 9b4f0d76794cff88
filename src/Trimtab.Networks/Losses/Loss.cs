namespace Trimtab.Networks;

/// <summary>What training makes small. Immutable settings; thread-safe. Names convert.</summary>
public abstract record Loss
{
    /// <summary>Every loss that can be given by name.</summary>
    public static Catalog<Loss> Known => Known<Loss>.All;

    /// <summary>The last activation this loss can be computed through in one stable step (softmax, sigmoid), or <see langword="null"/>.</summary>
    /// <remarks>Where the net ends in it, <see cref="EvaluateLogits"/> is used in place of <see cref="Evaluate"/>, as Keras 2 does.</remarks>
    public virtual Activation? Fused => null;

    /// <summary>The loss called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Loss(string name) => Known.Create(name);

    /// <summary>Targets a row must have for a net with <paramref name="outputs"/> outputs: the same, or 1 for a class number.</summary>
    public virtual int TargetsFor(int outputs) => outputs;

    /// <summary>The loss of one row, and its gradient with respect to the prediction.</summary>
    /// <param name="target">The row's targets.</param>
    /// <param name="prediction">The net's outputs for the row.</param>
    /// <param name="gradient">As long as <paramref name="prediction"/>, written; or empty when it is not wanted.</param>
    public abstract float Evaluate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction, Span<float> gradient);

    /// <summary>The same through <see cref="Fused"/>: what comes are the numbers before that activation, and the gradient is with respect to them.</summary>
    /// <exception cref="NotSupportedException"><see cref="Fused"/> is <see langword="null"/>.</exception>
    public virtual float EvaluateLogits(ReadOnlySpan<float> target, ReadOnlySpan<float> logits, Span<float> gradient) =>
        throw new NotSupportedException($"{GetType().Name} is not fused with an activation.");

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
