using System.Text.Json.Serialization;
using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Settings of one layer of a net; the <see cref="LayerOperator"/> that computes it is created when the net is built. Immutable;
/// thread-safe.
/// </summary>
/// <remarks>A new layer is a sealed record with a <see cref="NamedAttribute"/>; its properties are its JSON form.</remarks>
public abstract record Layer
{
    /// <summary>All layers that can be created by name.</summary>
    [JsonIgnore]
    public static Catalog<Layer> Catalog => PartCatalog<Layer>.All;

    /// <summary>Name of the layer, unique within the net. Default: its kind, numbered from the second on (conv2d, conv2d_1).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>Shape of the output for inputs of shape <paramref name="input"/>, without the batch axis.</summary>
    /// <exception cref="ShapeException">The layer does not accept the shape.</exception>
    public abstract Shape OutputShape(Shape input);

    /// <summary>The layer's variables for inputs of shape <paramref name="input"/>, in Keras's order. Default none.</summary>
    public virtual IReadOnlyList<WeightSpec> Weights(Shape input) => [];

    /// <summary>
    /// Creates the operator that computes the layer for inputs of shape <paramref name="input"/>; its weights are bound afterwards.
    /// </summary>
    public abstract LayerOperator Compile(Shape input);

    /// <summary>Shape of the output of the layer applied to some inputs.</summary>
    /// <exception cref="ShapeException">The layer does not accept them.</exception>
    internal virtual Shape OutputOf(IReadOnlyList<Shape> inputs) => OutputShape(Single(inputs));

    /// <summary>Creates the operator for some inputs.</summary>
    internal virtual LayerOperator CompileFor(IReadOnlyList<Shape> inputs) => Compile(Single(inputs));

    /// <summary>
    /// Whether each step of the output, along the first axis, is made of the same step of the input: then steps that are masked, as by
    /// <see cref="Embedding.MaskZero"/>, are so behind the layer, too. Layers of which it is false refuse masked steps. Default false.
    /// </summary>
    public virtual bool PassesMask => false;

    /// <summary>
    /// The activation function that makes the layer's output, or null if there is none. Default null. After that of the last layer, a loss
    /// with the same <see cref="Loss.FusedActivation"/> is computed from what the activation is applied to.
    /// </summary>
    public virtual Activation? OutputActivation => null;

    /// <summary>The layer's name in the catalog, for messages and summaries.</summary>
    internal string Kind => Catalog.NameOf(this) ?? GetType().Name;

    /// <summary>The same layer without <see cref="OutputActivation"/>. Default: the layer itself.</summary>
    public virtual Layer WithLinearOutput() => this;

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);

    /// <summary>Throws if <paramref name="input"/> does not have <paramref name="count"/> axes.</summary>
    /// <param name="input">Shape of the input, without the batch axis.</param>
    /// <param name="count">The number of axes.</param>
    /// <param name="required">What the layer requires, for the message: "images of shape (rows, columns, channels)".</param>
    /// <exception cref="ShapeException">It has another number of axes.</exception>
    protected void Require(Shape input, int count, string required)
    {
        if (input.Count != count)
        {
            throw Refuse(required, input);
        }
    }

    /// <summary>Throws if <paramref name="input"/> is not the shape of an image.</summary>
    private protected void RequireImage(Shape input) => Require(input, 3, "images of shape (rows, columns, channels)");

    /// <summary>Throws if <paramref name="input"/> is not the shape of a sequence.</summary>
    private protected void RequireSequence(Shape input) => Require(input, 2, "sequences of shape (steps, channels)");

    /// <summary>The windows of a convolution or a pooling along the rows and columns of an image.</summary>
    /// <exception cref="ShapeException">The input is not an image, or smaller than a window.</exception>
    private protected (WindowGeometry Rows, WindowGeometry Columns) Windows(
        Shape input, Size2D window, Size2D strides, Padding padding, string setting)
    {
        RequireImage(input);
        var rows = Along(input[0], window.Rows, strides.Rows, padding);
        var columns = Along(input[1], window.Columns, strides.Columns, padding);
        return rows.Output >= 1 && columns.Output >= 1 ? (rows, columns) : throw Refuse($"images of at least {window}, {setting}", input);
    }

    private Shape Single(IReadOnlyList<Shape> inputs) => inputs.Count == 1
        ? inputs[0]
        : throw new ShapeException(Invariant($"Layer '{Name ?? Kind}' ({Kind}) is applied to one input. Got {inputs.Count}: ")
            + "merge them first, with an add or concatenate layer.");

    /// <summary>The windows of a convolution or a pooling along one axis.</summary>
    internal static WindowGeometry Along(int input, int window, int stride, Padding padding) => padding switch
    {
        Padding.Valid => WindowGeometry.Valid(input, window, stride),
        Padding.Causal => WindowGeometry.Causal(input, window, stride),
        _ => WindowGeometry.Same(input, window, stride),
    };

    /// <summary>A padding that every layer with windows has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is that of <see cref="Conv1D"/>.</exception>
    private protected static Padding NotCausal(Padding padding) => padding != Padding.Causal
        ? padding
        : throw Setting.OutOfRange(nameof(Padding), "Padding must be Valid or Same. Got Causal, which only conv1d has.");

    /// <summary>A product of settings and sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is more than an array can hold.</exception>
    private protected static int Product(string names, long first, long second) => first * second <= Array.MaxLength
        ? (int)(first * second)
        : throw Setting.OutOfRange(names, Invariant($"{names} must be at most {Array.MaxLength}. Got {first} × {second}."));

    /// <summary>The error of a layer that does not accept an input; its message names the layer, what is required and what came.</summary>
    /// <param name="required">What the layer requires: "images of at least 3 rows".</param>
    /// <param name="input">Shape of the input.</param>
    protected ShapeException Refuse(string required, Shape input) =>
        new($"Layer '{Name ?? Kind}' ({Kind}) requires {required}. Got {input}.");
}
