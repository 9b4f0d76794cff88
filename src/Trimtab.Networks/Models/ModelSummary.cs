using System.Globalization;
using System.Text;

namespace Trimtab.Networks;

/// <summary>The table printed by <see cref="NeuralNetwork.Summary"/>.</summary>
internal static class ModelSummary
{
    private const int NameWidth = 34, ShapeWidth = 24, CountWidth = 12, Width = 70, WidthWithInputs = 98;

    /// <summary>The table of a net; where layers are not in sequence, with what each is applied to.</summary>
    public static string Of(NetworkGraph graph)
    {
        var text = new StringBuilder();
        bool hasBranches = graph.Nodes.Where((node, i) => !node.Inputs.SequenceEqual([i])).Any();
        int width = hasBranches ? WidthWithInputs : Width;
        string line = new('_', width), doubleLine = new('=', width);
        text.AppendLine(line)
            .AppendLine(Row("Layer (type)", "Output shape", "Param #", hasBranches ? "Connected to" : ""))
            .AppendLine(doubleLine);
        int trainable = 0, frozen = 0;
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            var layer = graph.Layers[node];
            var weights = graph.WeightsOf(node);
            int count = weights.Sum(w => w.Shape.Size);
            frozen += weights.Where(w => !w.IsTrainable).Sum(w => w.Shape.Size);
            trainable += weights.Where(w => w.IsTrainable).Sum(w => w.Shape.Size);
            string output = $"(None, {string.Join(", ", graph.OutputOf(node))})";
            string inputs = hasBranches ? string.Join(", ", graph.Nodes[node].Inputs.Select(graph.NameOf)) : "";
            text.AppendLine(Row($"{layer.Name} ({layer.GetType().Name})", output, Number(count), inputs));
        }

        return text.AppendLine(doubleLine)
            .AppendLine($"Total params: {Number(trainable + frozen)}")
            .AppendLine($"Trainable params: {Number(trainable)}")
            .AppendLine($"Non-trainable params: {Number(frozen)}")
            .AppendLine(line)
            .ToString();
    }

    private static string Row(string name, string shape, string count, string inputs) =>
        $"{name.PadRight(NameWidth)}{shape.PadRight(ShapeWidth)}{count.PadRight(CountWidth)}{inputs}".TrimEnd();

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
