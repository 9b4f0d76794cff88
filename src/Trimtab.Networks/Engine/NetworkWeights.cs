using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Engine;

/// <summary>Where one variable lies in the net's flat weights.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Spec">What the layer says of it.</param>
/// <param name="Offset">Of its first number.</param>
internal sealed record Variable(string Layer, WeightSpec Spec, int Offset)
{
    /// <summary>How many numbers.</summary>
    public int Length { get; } = Spec.Shape.Size;

    /// <summary>Its name in files: <c>conv2d/kernel</c>.</summary>
    public string Path => $"{Layer}/{Spec.Name}";
}

/// <summary>All weights of a net in one piece, those that are trained first, and their gradients.</summary>
internal sealed class NetworkWeights : IDisposable
{
    /// <summary>Lays out the variables of <paramref name="layers"/>, given with their names and input shapes.</summary>
    public NetworkWeights(IEnumerable<(string Name, Layer Layer, Shape Input)> layers)
    {
        var specs = layers.SelectMany(l => l.Layer.Weights(l.Input).Select(spec => (l.Name, Spec: spec))).ToList();
        var variables = new List<Variable>(specs.Count);
        int offset = 0;
        foreach (var (name, spec) in specs.Where(s => s.Spec.IsTrainable).Concat(specs.Where(s => !s.Spec.IsTrainable)))
        {
            variables.Add(new(name, spec, offset));
            offset += spec.Shape.Size;
            TrainableLength = spec.IsTrainable ? offset : TrainableLength;
        }

        (Variables, Values, Gradients) = (variables, new(offset), new(TrainableLength));
    }

    /// <summary>Every variable; those that are trained first, each kind in the order of the layers.</summary>
    public IReadOnlyList<Variable> Variables { get; }

    /// <summary>How many numbers are trained; they come first.</summary>
    public int TrainableLength { get; }

    /// <summary>All weights.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>The gradients of those that are trained.</summary>
    public AlignedBuffer Gradients { get; }

    /// <summary>The views of one layer's variables, in the order the layer names them.</summary>
    public IReadOnlyList<WeightView> ViewsOf(string layer, IReadOnlyList<WeightSpec> specs) =>
        [.. specs.Select(spec => View(Variables.Single(v => v.Layer == layer && v.Spec.Name == spec.Name)))];

    /// <summary>Gives every variable its first values; each draws at an address of its own, made of its names.</summary>
    public void Initialize(RandomAddress random)
    {
        foreach (var variable in Variables)
        {
            variable.Spec.Initializer.Fill(
                Values.Span.Slice(variable.Offset, variable.Length), variable.Spec.Shape, random.At(variable.Layer).At(variable.Spec.Name));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        Gradients.Dispose();
    }

    private WeightView View(Variable variable) => new(Values, variable.Spec.IsTrainable ? Gradients : null, variable.Offset, variable.Length);
}
