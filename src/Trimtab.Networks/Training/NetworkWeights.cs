using System.Numerics.Tensors;
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
    private readonly AlignedBuffer[] _furtherGradients; // of layers that are applied again: the second time, the third, …

    /// <summary>Allocates the variables of <paramref name="layers"/>, given with their names and input shapes.</summary>
    /// <param name="layers">The layers with variables of their own.</param>
    /// <param name="mostUses">How often a layer is applied at most.</param>
    public NetworkWeights(IEnumerable<(string Name, Layer Layer, Shape Input)> layers, int mostUses = 1)
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
        _furtherGradients = [.. Enumerable.Range(1, mostUses - 1).Select(_ => new AlignedBuffer(TrainableLength))];
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
    /// <param name="layer">Name of the layer.</param>
    /// <param name="specs">Its variables.</param>
    /// <param name="use">How often the layer is applied before: each time has gradients of its own until they are added up.</param>
    public IReadOnlyList<WeightView> ViewsOf(string layer, IReadOnlyList<WeightSpec> specs, int use = 0) =>
        [.. specs.Select(spec => View(Variables.Single(v => v.Layer == layer && v.Spec.Name == spec.Name), use))];

    /// <summary>Adds the gradients of layers that are applied again to <see cref="Gradients"/>, time by time.</summary>
    public void AddFurtherGradients()
    {
        foreach (var gradients in _furtherGradients)
        {
            TensorPrimitives.Add(Gradients.Span, gradients.Span, Gradients.Span);
        }
    }

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
        foreach (var gradients in _furtherGradients)
        {
            gradients.Dispose();
        }
    }

    private WeightView View(Variable variable, int use) =>
        new(Values, GradientsOf(variable, use), variable.Offset, variable.Length);

    private AlignedBuffer? GradientsOf(Variable variable, int use) =>
        !variable.Spec.IsTrainable ? null : use == 0 ? Gradients : _furtherGradients[use - 1];
}
