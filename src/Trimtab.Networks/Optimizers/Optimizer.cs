namespace Trimtab.Networks;

/// <summary>
/// An optimizer: updates weights by gradients. Immutable settings; the state of a training is an <see cref="OptimizerState"/>. Thread-safe.
/// </summary>
/// <remarks>
/// Formulas and defaults are Keras 2's before 2.11 (the era of the seed notebook). Gradients are clipped first: by value,
/// then by norm per variable, then by the norm over all variables. Names convert implicitly:
/// <code>
/// Optimizer byName = "adam";
/// Optimizer typed = new Sgd { LearningRate = 0.1, Momentum = 0.9, GlobalClipNorm = 5 };
/// </code>
/// </remarks>
public abstract record Optimizer
{
    /// <summary>Creates an optimizer with its default learning rate.</summary>
    protected Optimizer(LearningRate learningRate) => LearningRate = learningRate;

    /// <summary>All optimizers that can be created by name.</summary>
    public static Catalog<Optimizer> Catalog => PartCatalog<Optimizer>.All;

    /// <summary>The learning rate: a number or a schedule over steps. The default depends on the optimizer.</summary>
    public LearningRate LearningRate { get; init => field = Setting.Required(value); }

    /// <summary>
    /// Upper bound of the absolute value of each gradient element, above 0, finite. Default <see langword="null"/>: none.
    /// </summary>
    public float? ClipValue
    {
        get;
        init => field = Setting.Above(value, 0);
    }

    /// <summary>Upper bound of the gradient norm of each variable, above 0, finite. Default <see langword="null"/>: none.</summary>
    public float? ClipNorm
    {
        get;
        init => field = Setting.Above(value, 0);
    }

    /// <summary>Upper bound of the norm over all gradients, above 0, finite. Default <see langword="null"/>: none.</summary>
    public float? GlobalClipNorm
    {
        get;
        init => field = Setting.Above(value, 0);
    }

    /// <summary>Number of state variables (slots) per weight.</summary>
    public abstract int Slots { get; }

    /// <summary>The optimizer called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No optimizer has this name.</exception>
    public static implicit operator Optimizer(string name) => Catalog.Create(name);

    /// <summary>Initializes <paramref name="state"/>, which is all zeros. Default: unchanged.</summary>
    public virtual void Initialize(OptimizerState state) => ArgumentNullException.ThrowIfNull(state);

    /// <summary>Updates all weights of the net, elementwise, in one step.</summary>
    /// <param name="state">State of the optimizer; its <see cref="OptimizerState.Step"/> is the number of this step, from 1.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="gradient">The clipped gradient.</param>
    /// <param name="weights">As long as <paramref name="gradient"/>; read and written.</param>
    public abstract void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights);

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}
