using Microsoft.ML;

namespace Trimtab.ML;

/// <summary>Weighted mean and variance of real labels.</summary>
internal readonly record struct LabelMoments(double Mean, double Variance)
{
    /// <summary>Reads the labels once, by West's update of weighted sums (Comm. ACM 22, 1979).</summary>
    public static LabelMoments Of(IDataView rows, MLColumns columns)
    {
        var label = rows.Schema[columns.Label];
        DataViewSchema.Column? weight = columns.Weight is { } name ? rows.Schema[name] : null;
        using var cursor = rows.GetRowCursor(weight is { } used ? [label, used] : [label]);
        var readLabel = cursor.GetGetter<float>(label);
        var readWeight = weight is { } column ? cursor.GetGetter<float>(column) : (ref float value) => value = 1;
        double sum = 0, mean = 0, squares = 0;
        float y = 0, w = 0;
        while (cursor.MoveNext())
        {
            readLabel(ref y);
            readWeight(ref w);
            if (w > 0)
            {
                sum += w;
                double difference = y - mean;
                mean += difference * w / sum;
                squares += w * difference * (y - mean);
            }
        }

        return new(mean, sum > 0 ? squares / sum : 0);
    }
}
