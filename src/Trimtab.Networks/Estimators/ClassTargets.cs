namespace Trimtab.Networks;

/// <summary>Class labels as a net's loss wants them.</summary>
internal static class ClassTargets
{
    /// <summary>The same rows with one-hot targets where the loss wants as many targets as outputs.</summary>
    /// <exception cref="TrimtabException">A label is not a class of the net.</exception>
    public static Dataset For(Sequential model, Dataset data)
    {
        int outputs = model.OutputShape.Size, classes = Math.Max(outputs, 2);
        if (data.Outputs != 1)
        {
            return data;
        }

        for (int row = 0; row < data.Count; row++)
        {
            double label = data.TargetsOf(row)[0];
            if (label < 0 || label >= classes || label != Math.Floor(label))
            {
                throw new TrimtabException($"A net of {outputs} output{(outputs == 1 ? "" : "s")} wants labels from 0 to {classes - 1}. Row {row} has {label}: number the classes from 0.");
            }
        }

        return model.Settings is { } settings && settings.Loss.TargetsFor(outputs) > 1 ? data.OneHot(outputs) : data;
    }
}
