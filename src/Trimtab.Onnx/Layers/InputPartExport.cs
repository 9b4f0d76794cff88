using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>Some numbers of each row.</summary>
internal sealed class InputPartExport : LayerExport<InputPart>
{
    /// <inheritdoc/>
    protected override string Write(InputPart layer, LayerScope scope) => scope.Reshape(
        scope.Node(
            "Slice",
            [
                scope.Reshape(scope.Value, [scope.Input.Size]),
                scope.Integers(layer.Offset),
                scope.Integers((long)layer.Offset + layer.Shape.Size),
                scope.Integers(1),
            ]),
        layer.Shape);
}
