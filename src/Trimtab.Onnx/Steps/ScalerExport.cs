using Onnx;
using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>(x − center) / scale + offset within a range, in double precision and rounded once.</summary>
internal sealed class ScalerExport : StepExport<FittedScaler>
{
    /// <inheritdoc/>
    protected override StepValue Write(FittedScaler fitted, StepValue features)
    {
        var (offset, low, high) = fitted.Range;
        string value = features.Cast(features.Name, TensorProto.Types.DataType.Double);
        value = features.Node("Sub", value, features.Doubles([.. fitted.Center]));
        value = features.Node("Div", value, features.Doubles([.. fitted.Scale]));
        value = offset == 0 ? value : features.Node("Add", value, features.Doubles(offset));
        value = double.IsFinite(low) ? Limited("Less", low) : value;
        value = double.IsFinite(high) ? Limited("Greater", high) : value;
        return features with { Name = features.Cast(value, TensorProto.Types.DataType.Float) };

        // Comparisons are false for NaN, which stays.
        string Limited(string beyond, double limit)
        {
            string end = features.Doubles(limit);
            return features.Node("Where", features.Node(beyond, value, end), end, value);
        }
    }
}
