using Trimtab.Networks;

namespace Trimtab.Onnx;

/// <summary>A recurrent layer in both directions.</summary>
internal sealed class BidirectionalExport : LayerExport<Bidirectional>
{
    /// <inheritdoc/>
    protected override string Write(Bidirectional layer, LayerScope scope)
    {
        var first = (RecurrentLayer)layer.Layer;
        string forward = Direction(first, "forward_"), backward = Direction(first with { GoBackwards = !first.GoBackwards }, "backward_");
        return layer.MergeMode switch
        {
            MergeMode.Concat => scope.Node("Concat", [forward, backward], OnnxAttribute.Of("axis", -1)),
            MergeMode.Sum => scope.Node("Add", [forward, backward]),
            MergeMode.Mul => scope.Node("Mul", [forward, backward]),
            _ => scope.Node("Mean", [forward, backward]),
        };

        string Direction(RecurrentLayer direction, string prefix) =>
            Recurrence.Of(direction, scope).Write(direction, scope, prefix, keepsPlaces: true);
    }
}
