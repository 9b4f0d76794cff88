using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Conversion of class labels to the targets that a net's loss requires.</summary>
internal static class ClassTargets
{
    /// <summary>Throws if a label is not a class of the net.</summary>
    /// <exception cref="TrimtabException">A label is out of range.</exception>
    public static void Check(NeuralNetwork model, Dataset data)
    {
        int outputs = model.OutputShape.Size, classes = Math.Max(outputs, 2);
        for (int row = 0; row < data.Count && data.Outputs == 1; row++)
        {
            double label = data.TargetsOf(row)[0];
            if (label < 0 || label >= classes || label != Math.Floor(label))
            {
                string net = outputs == 1 ? "1 output" : Invariant($"{outputs} outputs");
                throw new TrimtabException(
                    Invariant($"A net of {net} requires labels from 0 to {classes - 1}. Row {row} has {label}: ")
                    + "number the classes from 0.");
            }
        }
    }

    /// <summary>The rows with one-hot targets if the loss requires as many targets as outputs.</summary>
    /// <exception cref="TrimtabException">A label is not a class of the net.</exception>
    public static Dataset For(NeuralNetwork model, Dataset data)
    {
        Check(model, data);
        return Columns(model, data) > data.Outputs ? data.OneHot(model.OutputShape.Size) : data;
    }

    /// <summary>Targets per row returned by <see cref="For"/>.</summary>
    public static int Columns(NeuralNetwork model, Dataset data) =>
        data.Outputs == 1 && model.Settings is { } settings ? settings.Loss.TargetsFor(model.OutputShape.Size) : data.Outputs;
}
