using Onnx;
using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>Which category each row has in a column.</summary>
internal static class CategoryNodes
{
    /// <summary>
    /// A column a category of a feature, 1 where a row has it and 0 elsewhere, in the categories' order; and one for all others.
    /// </summary>
    /// <exception cref="TrimtabException">A category was given that no training row has: its number is not known.</exception>
    public static string Flags(StepValue features, LearnedCategories categories, int feature)
    {
        if (categories.HasUnseen(feature))
        {
            throw new TrimtabException("Categories of a step that is exported to ONNX must be among those of the training rows. "
                + Invariant($"Feature {feature} has given ones that no row has: leave them out of Categories."));
        }

        var column = features.Take([feature]);
        float[] all = [.. categories.NumbersOf(feature).OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        float[] values = [.. all.Where(value => !float.IsNaN(value))];
        var parts = new List<string>();
        if (values.Length > 0)
        {
            parts.Add(column.Cast(column.Node("Equal", column.Name, column.Numbers(values)), TensorProto.Types.DataType.Float));
        }

        if (values.Length < all.Length)
        {
            parts.Add(column.Missing()); // NaN is the last category
        }

        string known = column.AlongFeatures("Concat", parts);
        string ones = column.Matrix([.. Enumerable.Repeat(1f, all.Length)], columns: 1);
        string unknown = column.Node("Sub", column.Numbers(1), column.Node("MatMul", known, ones));
        return column.AlongFeatures("Concat", known, unknown);
    }
}
