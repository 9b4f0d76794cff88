using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Position of one variable in the flat weights of a net.</summary>
/// <param name="Layer">Name of its layer.</param>
/// <param name="Spec">Specification of the variable.</param>
/// <param name="Offset">Index of its first number.</param>
internal sealed record Variable(string Layer, WeightSpec Spec, int Offset)
{
    /// <summary>Number of its numbers.</summary>
    public int Length { get; } = Spec.Shape.Size;

    /// <summary>Name of the variable in files: <c>conv2d/kernel</c>.</summary>
    public string Path => $"{Layer}/{Spec.Name}";
}

/// <summary>All weights of a net in one contiguous buffer, trainable variables first, and their gradients.</summary>
internal sealed class NetworkWeights : IDisposable
{
    /// <summary>Allocates the variables of <paramref name="layers"/>, given with their names and input shapes.</summary>
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

        (Variables, Values, Gradients) = ([.. variables], new(offset), new(TrainableLength));
    }

    /// <summary>All variables: trainable ones first, both kinds in the order of the layers.</summary>
    public Variable[] Variables { get; }

    /// <summary>Number of trainable weights.</summary>
    public int TrainableLength { get; }

    /// <summary>Values of all weights.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>Gradients of the trainable weights.</summary>
    public AlignedBuffer Gradients { get; }

    /// <summary>Views of one layer's variables, in the order in which the layer lists them.</summary>
    public IReadOnlyList<WeightView> ViewsOf(string layer, IReadOnlyList<WeightSpec> specs) =>
        [.. specs.Select(spec => View(Variables.Single(v => v.Layer == layer && v.Spec.Name == spec.Name)))];

    /// <summary>Values of one variable.</summary>
    public Span<float> ValuesOf(Variable variable) => Values.Span.Slice(variable.Offset, variable.Length);

    /// <summary>Gradients of one trainable variable.</summary>
    public Span<float> GradientsOf(Variable variable) => Gradients.Span.Slice(variable.Offset, variable.Length);

    /// <summary>Initializes every variable; its random draws are addressed by the names of the layer and the variable.</summary>
    public void Initialize(RandomAddress random)
    {
        foreach (var variable in Variables)
        {
            variable.Spec.Initializer.Fill(
                ValuesOf(variable), variable.Spec.Shape, random.At(variable.Layer).At(variable.Spec.Name));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        Gradients.Dispose();
    }

    private WeightView View(Variable variable) =>
        new(Values, variable.Spec.IsTrainable ? Gradients : null, variable.Offset, variable.Length);
}
