using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>Flags of the categories, moved to their columns by a product with a matrix of zeros and ones.</summary>
internal sealed class OneHotExport : StepExport<FittedOneHot>
{
    /// <inheritdoc/>
    protected override StepValue Write(FittedOneHot fitted, StepValue features)
    {
        string? sum = null;
        for (int feature = 0; feature < features.Width; feature++)
        {
            int[] columns = [.. fitted.ColumnsOf(feature), fitted.UnknownColumnOf(feature)];
            float[] places = new float[columns.Length * fitted.Width];
            foreach (var (category, column) in columns.Index().Where(item => item.Item >= 0))
            {
                places[(category * fitted.Width) + column] = 1;
            }

            string part = features.Node(
                "MatMul", CategoryNodes.Flags(features, fitted.Categories, feature), features.Matrix(places, fitted.Width));
            sum = sum is null ? part : features.Node("Add", sum, part);
        }

        return features with { Name = sum!, Width = fitted.Width };
    }
}
