using System.Text.Json.Serialization;
using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>One step of a net: settings only; what it computes with is its kernel, made when the net is built. Immutable; thread-safe.</summary>
/// <remarks>A new layer is one file with a <see cref="NamedAttribute"/>; its properties are its JSON form.</remarks>
public abstract record Layer
{
    /// <summary>Every layer that can be made by name.</summary>
    [JsonIgnore]
    public static Catalog<Layer> Known => Known<Layer>.All;

    /// <summary>Its name in the net, unique there; <see langword="null"/> for its kind and a number (conv2d, conv2d_1).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The shape that comes out when <paramref name="input"/> goes in.</summary>
    /// <exception cref="ShapeException">It does not take that shape.</exception>
    public abstract Shape OutputShape(Shape input);

    /// <summary>The variables it has for an input of shape <paramref name="input"/>, in Keras's order.</summary>
    public virtual IReadOnlyList<WeightSpec> Weights(Shape input) => [];

    /// <summary>Makes what computes it. <see cref="LayerOperator.Weights"/> are bound afterwards.</summary>
    public abstract LayerOperator Compile(Shape input);

    /// <summary>The activation its output has gone through, where it ends in one.</summary>
    internal virtual Activation? OutputActivation => null;

    /// <summary>What to call it in messages and summaries.</summary>
    internal string Kind => Known.NameOf(this) ?? GetType().Name;

    /// <summary>The same layer without <see cref="OutputActivation"/>.</summary>
    internal virtual Layer WithLinearOutput() => this;

    /// <summary>Refuses an input that does not have <paramref name="count"/> sizes.</summary>
    private protected void Require(Shape input, int count, string wanted)
    {
        if (input.Count != count)
        {
            throw new ShapeException($"Layer '{Name ?? Kind}' ({Kind}) wants {wanted}. Got {input}.");
        }
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
