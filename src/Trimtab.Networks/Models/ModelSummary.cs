using System.Globalization;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>
/// The table printed by <see cref="NeuralNetwork.Summary"/>, with Keras's columns, each as wide as its longest text needs.
/// </summary>
internal static class ModelSummary
{
    private const int Gap = 2; // between columns, at least

    private static readonly int[] _widths = [34, 24, 12]; // at least; Keras's

    /// <summary>
    /// The table of a net: with a line for the input of a functional model, and with what each layer is applied to where layers are not in
    /// sequence.
    /// </summary>
    public static string Of(NeuralNetwork model)
    {
        var graph = model.Graph;
        bool hasBranches = graph.Nodes.Where((node, i) => !node.Inputs.SequenceEqual([i])).Any();
        string[][] rows =
        [
            ["Layer (type)", "Output shape", "Param #", "Connected to"],
            .. model is Model ? (string[][])[[$"{NetworkGraph.InputName} (InputLayer)", ShapeText(graph.Input), "0", ""]] : [],
            .. graph.Nodes.Select((_, node) => Row(graph, node)),
        ];
        int[] widths = [.. _widths.Select((least, column) => Math.Max(least, rows.Max(row => row[column].Length) + Gap))];
        string[] lines = [.. rows.Select(row => Line(row[..(hasBranches ? 4 : 3)], widths))];
        int width = hasBranches ? Math.Max(lines.Max(line => line.Length), widths.Sum() + 28) : widths.Sum();
        var sizes = graph.Nodes.SelectMany((_, node) => graph.WeightsOf(node)).ToLookup(spec => spec.IsTrainable, spec => spec.Shape.Size);
        int trainable = sizes[true].Sum(), frozen = sizes[false].Sum();
        return string.Join(
            Environment.NewLine,
            [
                new string('_', width), lines[0], new string('=', width), .. lines[1..], new string('=', width),
                $"Total params: {Number(trainable + frozen)}",
                $"Trainable params: {Number(trainable)}",
                $"Non-trainable params: {Number(frozen)}",
                new string('_', width), "",
            ]);
    }

    private static string[] Row(NetworkGraph graph, int node) =>
    [
        $"{graph.Layers[node].Name} ({graph.Layers[node].GetType().Name})",
        ShapeText(graph.OutputOf(node)),
        Number(graph.WeightsOf(node).Sum(spec => spec.Shape.Size)),
        string.Join(", ", graph.Nodes[node].Inputs.Select(graph.NameOf)),
    ];

    private static string Line(string[] row, int[] widths) =>
        string.Concat(row.Select((text, column) => column < widths.Length ? text.PadRight(widths[column]) : text)).TrimEnd();

    private static string ShapeText(Shape shape) => $"(None, {string.Join(", ", shape)})";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
