using System.Collections;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>A net of layers in sequence, as Keras's Sequential, trained on the CPU in float32.</summary>
/// <remarks>
/// <code>
/// var model = new Sequential([28, 28, 1])
/// {
///     new Conv2D(4, 3) { Activation = "relu" },
///     new Flatten(),
///     new Dense(2) { Activation = "softmax" },
/// };
/// model.Compile("adam", "categorical_crossentropy", "accuracy");
/// var history = model.Fit(train, new() { Epochs = 12, BatchSize = 128 });
/// </code>
/// First layers are added, then the net is compiled, then it is trained; weights are created on first use. Not thread-safe: a use by a
/// second thread at the same time is refused. Nets share no state, so many can be trained concurrently.
/// </remarks>
public sealed class Sequential : NeuralNetwork, IEnumerable<Layer>
{
    /// <summary>Creates a net without layers for rows of shape <paramref name="inputShape"/>.</summary>
    public Sequential(Shape inputShape)
        : this(new NetworkGraph(inputShape))
    {
    }

    /// <summary>Creates a net of layers that are in sequence already.</summary>
    internal Sequential(NetworkGraph graph)
        : base(graph)
    {
    }

    /// <summary>Appends a layer and checks that it accepts the output of the layer before.</summary>
    /// <exception cref="ShapeException">It does not; the message names the layer, the shape required and the shape received.</exception>
    /// <exception cref="TrimtabException">The net is compiled already, or another layer has the same name.</exception>
    public void Add(Layer layer)
    {
        if (Settings is not null)
        {
            throw new TrimtabException("Layers are added before the net is compiled. This one is compiled already: create another.");
        }

        _ = Graph.Add(layer, Layers.Count);
    }

    /// <summary>Creates a net from the configuration <paramref name="json"/>, compiled if that net was; weights are not included.</summary>
    /// <exception cref="TrimtabException">It is not a configuration of a net of layers in sequence.</exception>
    public static new Sequential FromJson(string json) => NetworkJson.Read<Sequential>(json);

    /// <summary>Reads a net from a file that <see cref="NeuralNetwork.Save"/> has written: compiled, with its weights.</summary>
    /// <exception cref="TrimtabException">
    /// It is another kind of file or net, is damaged, or is of a newer version of the format.
    /// </exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static new Sequential Load(string path) => Load<Sequential>(path);

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => Layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
