using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A layer that takes the steps of a sequence one after another, with a state that each step changes.</summary>
/// <remarks>
/// Input shape: <c>(steps, features)</c>. Output shape: <c>(units)</c>, the last state, or <c>(steps, units)</c>, all of them. The state
/// is zeros before the first step. The gradient is that of backpropagation through all steps. A new layer derives from this class and
/// creates a <see cref="RecurrentCell"/>, which computes one step.
/// </remarks>
public abstract record RecurrentLayer : Layer
{
    /// <summary>Creates a layer.</summary>
    /// <param name="units">Numbers of the state, 1 or more.</param>
    protected RecurrentLayer(int units) => Units = Setting.AtLeast(units, 1, nameof(Units));

    /// <summary>Number of units: of numbers in the state that each step changes, and in the output of a step. 1 or more.</summary>
    public int Units { get; }

    /// <summary>Activation function of the new state or of its candidate, φ in the layer's formula. Default tanh.</summary>
    public Activation Activation { get; init => field = Setting.Required(value); } = new Tanh();

    /// <summary>Whether a bias is added to the products of input and state with the kernels. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>Initializer of the kernel W, which multiplies the input. Default glorot_uniform.</summary>
    public Initializer KernelInitializer { get; init => field = Setting.Required(value); } = new GlorotUniform();

    /// <summary>Initializer of the recurrent kernel U, which multiplies the state. Default orthogonal.</summary>
    public Initializer RecurrentInitializer { get; init => field = Setting.Required(value); } = new Orthogonal();

    /// <summary>Initializer of the bias. Default zeros.</summary>
    public Initializer BiasInitializer { get; init => field = Setting.Required(value); } = new Zeros();

    /// <summary>Regularizer of the kernel. Default none.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>Regularizer of the recurrent kernel. Default none.</summary>
    public Regularizer? RecurrentRegularizer { get; init; }

    /// <summary>Regularizer of the bias. Default none.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>Constraint on the kernel. Default none.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <summary>Constraint on the recurrent kernel. Default none.</summary>
    public Constraint? RecurrentConstraint { get; init; }

    /// <summary>Whether the output is the state after each step; otherwise the last one. Default false.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>
    /// Whether the last step is taken first; the outputs of all steps are then in that order, as in Keras. Default false.
    /// </summary>
    public bool GoBackwards { get; init; }

    /// <summary>
    /// Initializer of the bias, with what the layer adds to it, such as ones for an LSTM's forget gate. Default:
    /// <see cref="BiasInitializer"/>.
    /// </summary>
    protected virtual Initializer WholeBiasInitializer => BiasInitializer;

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        Require(input, 2, "sequences of shape (steps, features)");
        return ReturnSequences ? [input[0], Units] : [Units];
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        var cell = Cell();
        int gates = BlockLength.Of(cell.Gates, Units);
        var kernel = new WeightSpec("kernel", [input[1], gates], KernelInitializer)
        {
            Regularizer = KernelRegularizer,
            Constraint = KernelConstraint,
        };
        var recurrent = new WeightSpec("recurrent_kernel", [Units, gates], RecurrentInitializer)
        {
            Regularizer = RecurrentRegularizer,
            Constraint = RecurrentConstraint,
        };
        Shape ofBias = cell.SplitsProducts ? [2, gates] : [gates];
        return UseBias
            ? [kernel, recurrent, new("bias", ofBias, WholeBiasInitializer) { Regularizer = BiasRegularizer }]
            : [kernel, recurrent];
    }

    /// <inheritdoc/>
    public sealed override LayerOperator Compile(Shape input) => CompileFor(input, keepsPlaces: false);

    /// <summary>Creates the operator.</summary>
    /// <param name="input">Shape of the input.</param>
    /// <param name="keepsPlaces">Whether the outputs of all steps are in the order of the input also where that is taken backwards.</param>
    internal LayerOperator CompileFor(Shape input, bool keepsPlaces) =>
        new RecurrentOperator(Cell(), new(input[0], input[1], ReturnSequences, GoBackwards, keepsPlaces), UseBias);

    /// <summary>Creates the cell that computes a step, of <see cref="Units"/> units; a new one at each call.</summary>
    protected abstract RecurrentCell MakeCell();

    private RecurrentCell Cell() => MakeCell() is { } cell && cell.Units == Units
        ? cell
        : throw new TrimtabException(Invariant($"MakeCell must return a cell of {Units} units, as the layer has. That of ")
            + $"{GetType().Name} does not: give the cell the layer's {nameof(Units)}.");
}
