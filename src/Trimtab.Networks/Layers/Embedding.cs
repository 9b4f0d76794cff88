using System.Text.Json.Serialization;
using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Embedding: replaces each number of a row by a vector that is learned, one for each of the numbers 0, 1, …</summary>
/// <remarks>
/// Input shape: <c>(length)</c>, whole numbers from 0 to input_dim − 1; fractions are cut off, as in Keras.
/// Output shape: <c>(length, output_dim)</c>. Another number ends the training with a <see cref="TrimtabException"/> that names it.
/// <code>
/// var model = new Sequential([20]) { new Embedding(1000, 16), new Flatten(), new Dense(1) { Activation = "sigmoid" } };
/// </code>
/// </remarks>
[Named("embedding")]
public sealed record Embedding : Layer
{
    /// <summary>Creates an embedding.</summary>
    /// <param name="inputDim">How many numbers there are, 1 or more: the largest one plus 1.</param>
    /// <param name="outputDim">Size of a vector, 1 or more.</param>
    public Embedding(int inputDim, int outputDim) => (InputDim, OutputDim) =
        (Setting.AtLeast(inputDim, 1, nameof(InputDim)), Setting.AtLeast(outputDim, 1, nameof(OutputDim)));

    /// <summary>Number of different inputs: the largest whole number that can be embedded, plus 1.</summary>
    public int InputDim { get; }

    /// <summary>Number of outputs for each input: the size of a vector.</summary>
    public int OutputDim { get; }

    /// <summary>
    /// Whether a step of 0 is padding: recurrent layers leave it out (a mask, as in Keras). Default false.
    /// </summary>
    /// <remarks>
    /// At such a step, a recurrent layer keeps its state, and its output is that of the step before. Dropout, noise, activations, layer
    /// normalization and dense layers may be in between; others refuse masked steps. Numbers are then from 1 on, and
    /// <see cref="InputDim"/> counts the 0, too.
    /// </remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // configurations without it are those from before
    public bool MaskZero { get; init; }

    /// <summary>Initializer of the vectors. Default random_uniform, from -0.05 to 0.05.</summary>
    public Initializer EmbeddingsInitializer { get; init => field = Setting.Required(value); } = new RandomUniform();

    /// <summary>Regularizer of the vectors. Default none.</summary>
    public Regularizer? EmbeddingsRegularizer { get; init; }

    /// <summary>Constraint on the vectors. Default none.</summary>
    public Constraint? EmbeddingsConstraint { get; init; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Require(input, 1, "rows of shape (length,)");
        _ = Product($"{nameof(InputDim)} × {nameof(OutputDim)}", InputDim, OutputDim);
        return [input[0], OutputDim];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input) =>
    [
        new("embeddings", [InputDim, OutputDim], EmbeddingsInitializer)
        {
            Regularizer = EmbeddingsRegularizer,
            Constraint = EmbeddingsConstraint,
        },
    ];

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new EmbeddingOperator(input[0], InputDim, OutputDim);
}
