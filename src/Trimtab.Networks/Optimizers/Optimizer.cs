namespace Trimtab.Networks;

/// <summary>How weights follow the gradient. Immutable settings; what it remembers is an <see cref="OptimizerState"/>. Thread-safe. Names convert.</summary>
/// <remarks>
/// Formulas and defaults are Keras 2's before 2.11 (the era of the seed notebook). Gradients are clipped first: by value,
/// then by norm per variable, then by the norm over all variables.
/// </remarks>
public abstract record Optimizer
{
    /// <summary>Makes one with its own default rate.</summary>
    protected Optimizer(LearningRate learningRate) => LearningRate = learningRate;

    /// <summary>Every optimizer that can be given by name.</summary>
    public static Catalog<Optimizer> Known => Known<Optimizer>.All;

    /// <summary>The learning rate: a number or a schedule over steps. The default is each optimizer's own.</summary>
    public LearningRate LearningRate { get; init; }

    /// <summary>Upper bound of each gradient element's size, above 0; <see langword="null"/> for none.</summary>
    public float? ClipValue
    {
        get;
        init => field = Setting.Above(value, 0);
    }

    /// <summary>Upper bound of each variable's gradient norm, above 0; <see langword="null"/> for none.</summary>
    public float? ClipNorm
    {
        get;
        init => field = Setting.Above(value, 0);
    }

    /// <summary>Upper bound of the norm of all gradients together, above 0; <see langword="null"/> for none.</summary>
    public float? GlobalClipNorm
    {
        get;
        init => field = Setting.Above(value, 0);
    }

    /// <summary>How many numbers it remembers per weight.</summary>
    public abstract int Slots { get; }

    /// <summary>The optimizer called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Optimizer(string name) => Known.Create(name);

    /// <summary>Sets the first values of <paramref name="state"/>; zeros unless overridden.</summary>
    public virtual void Initialize(OptimizerState state) => ArgumentNullException.ThrowIfNull(state);

    /// <summary>Takes one step, elementwise over all weights of the net.</summary>
    /// <param name="state">What is remembered; its <see cref="OptimizerState.Step"/> is already that of this step, from 1.</param>
    /// <param name="learningRate">The rate of this step.</param>
    /// <param name="gradient">The clipped gradient.</param>
    /// <param name="weights">As long as <paramref name="gradient"/>; read and written.</param>
    public abstract void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
