using Onnx;
using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>Flags of the categories times their numbers.</summary>
internal sealed class OrdinalExport : StepExport<FittedOrdinal>
{
    /// <inheritdoc/>
    protected override StepValue Write(FittedOrdinal fitted, StepValue features) =>
        features.Join([.. Enumerable.Range(0, features.Width).Select(feature => Column(fitted, features, feature))]);

    private static StepValue Column(FittedOrdinal fitted, StepValue features, int feature)
    {
        string flags = CategoryNodes.Flags(features, fitted.Categories, feature);
        int categories = fitted.Categories.NumbersOf(feature).Count;
        float[] numbers = [.. Enumerable.Range(0, categories).Select(number => (float)number), 0];
        string value = features.Node("MatMul", flags, features.Matrix(numbers, columns: 1));
        if (fitted.Categories.NumbersOf(feature).TryGetValue(float.NaN, out int missing))
        {
            value = Replaced(missing, (float)fitted.Settings.MissingValue);
        }

        value = Replaced(categories, fitted.Settings.HandleUnknown == OrdinalUnknown.Error ? 0 : (float)fitted.Settings.UnknownValue);
        return features with { Name = value, Width = 1 };

        string Replaced(int category, float number)
        {
            string flag = features.AlongFeatures("Gather", flags, features.Integers(category));
            return features.Node("Where", features.Cast(flag, TensorProto.Types.DataType.Bool), features.Numbers(number), value);
        }
    }
}
