using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>
/// Writes the ONNX form of a kind of layer. A new one is a class of this assembly that derives from <see cref="LayerExport{TLayer}"/>.
/// </summary>
internal abstract class LayerExport
{
    private static readonly Dictionary<Type, LayerExport> _byLayer = typeof(LayerExport).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(LayerExport)) && !type.IsAbstract && !type.IsGenericType)
        .Select(type => (LayerExport)Activator.CreateInstance(type)!)
        .ToDictionary(export => export.LayerType);

    private static readonly LayerExport _missing = new MissingExport();

    /// <summary>Kind of layer: its type, or a base of it.</summary>
    public abstract Type LayerType { get; }

    /// <summary>The export of a layer: that of its type, or of the nearest base.</summary>
    public static LayerExport Of(Layer layer)
    {
        for (var type = layer.GetType(); type is not null; type = type.BaseType)
        {
            if (_byLayer.TryGetValue(type, out var export))
            {
                return export;
            }
        }

        return _missing;
    }

    /// <summary>Writes the layer.</summary>
    /// <returns>The name of its output.</returns>
    /// <exception cref="TrimtabException">It has no ONNX form; the message names the layer and says why.</exception>
    public abstract string Write(Layer layer, LayerScope scope);

    private sealed class MissingExport : LayerExport
    {
        public override Type LayerType => typeof(Layer);

        public override string Write(Layer layer, LayerScope scope) => throw scope.Refuse(
            layer.Kind, "its ONNX form is not known. Those of Trimtab.Networks have one: replace it by them, or leave it out.");
    }
}

/// <summary>Writes the ONNX form of one kind of layer.</summary>
/// <typeparam name="TLayer">The kind.</typeparam>
internal abstract class LayerExport<TLayer> : LayerExport
    where TLayer : Layer
{
    /// <inheritdoc/>
    public sealed override Type LayerType => typeof(TLayer);

    /// <inheritdoc/>
    public sealed override string Write(Layer layer, LayerScope scope) => Write((TLayer)layer, scope);

    /// <summary>Writes the layer.</summary>
    protected abstract string Write(TLayer layer, LayerScope scope);
}
