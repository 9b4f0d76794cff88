using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Class labels as a net's loss wants them.</summary>
internal static class ClassTargets
{
    /// <summary>Refuses labels that are no classes of the net.</summary>
    /// <exception cref="TrimtabException">A label is out of range.</exception>
    public static void Check(Sequential model, Dataset data)
    {
        int outputs = model.OutputShape.Size, classes = Math.Max(outputs, 2);
        for (int row = 0; row < data.Count && data.Outputs == 1; row++)
        {
            double label = data.TargetsOf(row)[0];
            if (label < 0 || label >= classes || label != Math.Floor(label))
            {
                throw new TrimtabException(Invariant($"A net of {outputs} output{(outputs == 1 ? "" : "s")} wants labels from 0 to {classes - 1}. Row {row} has {label}: number the classes from 0."));
            }
        }
    }

    /// <summary>The same rows with one-hot targets where the loss wants as many targets as outputs.</summary>
    /// <exception cref="TrimtabException">A label is not a class of the net.</exception>
    public static Dataset For(Sequential model, Dataset data)
    {
        Check(model, data);
        return Columns(model, data) > data.Outputs ? data.OneHot(model.OutputShape.Size) : data;
    }

    /// <summary>Targets per row as <see cref="For"/> returns them.</summary>
    public static int Columns(Sequential model, Dataset data) =>
        data.Outputs == 1 && model.Settings is { } settings ? settings.Loss.TargetsFor(model.OutputShape.Size) : data.Outputs;
}
