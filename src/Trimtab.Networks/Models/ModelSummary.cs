using System.Globalization;
using System.Text;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>The table printed by <see cref="Sequential.Summary"/>.</summary>
internal static class ModelSummary
{
    private const int NameWidth = 34, ShapeWidth = 24, Width = 70;

    /// <summary>The table for <paramref name="layers"/>, given with their input shapes.</summary>
    public static string Of(IEnumerable<(Layer Layer, Shape Input)> layers)
    {
        var text = new StringBuilder();
        string line = new('_', Width), doubleLine = new('=', Width);
        text.AppendLine(line).AppendLine(Row("Layer (type)", "Output shape", "Param #")).AppendLine(doubleLine);
        int trainable = 0, frozen = 0;
        foreach (var (layer, input) in layers)
        {
            var weights = layer.Weights(input);
            int count = weights.Sum(w => w.Shape.Size);
            frozen += weights.Where(w => !w.IsTrainable).Sum(w => w.Shape.Size);
            trainable += weights.Where(w => w.IsTrainable).Sum(w => w.Shape.Size);
            string output = $"(None, {string.Join(", ", layer.OutputShape(input))})";
            text.AppendLine(Row($"{layer.Name} ({layer.GetType().Name})", output, Number(count)));
        }

        return text.AppendLine(doubleLine)
            .AppendLine($"Total params: {Number(trainable + frozen)}")
            .AppendLine($"Trainable params: {Number(trainable)}")
            .AppendLine($"Non-trainable params: {Number(frozen)}")
            .AppendLine(line)
            .ToString();
    }

    private static string Row(string name, string shape, string count) => $"{name.PadRight(NameWidth)}{shape.PadRight(ShapeWidth)}{count}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
